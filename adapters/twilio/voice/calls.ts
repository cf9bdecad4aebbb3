import type { Response } from "express";
import { callKey } from "../../../runtime/switchboard/commit.js";
import type { Effect } from "../../../runtime/session/event.js";
import { isWaiting, type Session } from "../../../runtime/session/session.js";
import type { Accepted } from "../../../runtime/store/store.js";
import { FlowRefused, NotFound } from "../../../runtime/switchboard/switchboard.js";
import { sendTwiml, type Parameters } from "../webhooks.js";
import { Announcements } from "./announcements.js";
import type { Asked } from "./asked.js";
import { Beside } from "./beside.js";
import { callIdOf } from "./call-id.js";
import { Carrying } from "./carrying.js";
import { Commits, type CallCommit } from "./commits.js";
import { Conferences } from "./conferences.js";
import { instructionOf, legsOf } from "./instruction.js";
import { Instructor } from "./instructor.js";
import { Legs, type Leg, type LegName } from "./legs.js";
import type { CallsOptions } from "./options.js";
import { Participants } from "./participants.js";
import { mediaEnded, type Told } from "./signals.js";
import { nothing, twiml } from "./twiml.js";

/** Twilio waits 15 seconds for an answer: before that it is told to wait, and what comes later is brought to it by a request. */
const ANSWER_WITHIN_MS = 10_000;
/** A flow that waits for no key may go on by itself at once (a request is answered, say): so long that is waited for. */
const MAY_GO_ON_MS = 1_500;

/** The calls of an account: each leg of ours is a call of Twilio's. */
export class Calls {
  readonly #legs = new Legs();
  readonly #commits: Commits;
  readonly #announcements: Announcements;
  readonly #instructor: Instructor;
  readonly #beside: Beside;
  readonly #participants: Participants;
  readonly #carrying: Carrying;

  constructor(private readonly options: CallsOptions) {
    const { switchboard, channel, settings, client, urls } = options;
    const { voices = {} } = settings;
    const conferences = new Conferences(client);
    this.#commits = new Commits(switchboard, channel);
    this.#announcements = new Announcements(conferences, urls, voices);
    this.#instructor = new Instructor({
      ...options,
      commits: this.#commits,
      announcements: this.#announcements,
      voices,
    });
    this.#beside = new Beside({ ...options, legs: this.#legs });
    this.#participants = new Participants({ ...options, legs: this.#legs, conferences });
    this.#carrying = new Carrying({
      legs: this.#legs,
      commits: this.#commits,
      instructor: this.#instructor,
      beside: this.#beside,
      participants: this.#participants,
      session: (call) => this.#session(call),
      tell: (call, told) => this.tell(call, told),
    });
  }

  /** Somebody calls us. */
  async start(parameters: Parameters, response: Response): Promise<void> {
    const { CallSid = "", From = "", To = "", CallToken } = parameters;
    const id = callIdOf(CallSid);
    const leg = this.#legs.of({ call: id, leg: id });
    leg.sid = CallSid;
    if (CallToken !== undefined) leg.token = CallToken;
    await this.#answer(leg, parameters, response, async () => {
      const { switchboard, channel } = this.options;
      try {
        await switchboard.startCall({ channel, from: From, to: To, id });
      } catch (error) {
        if (!(error instanceof NotFound || error instanceof FlowRefused)) throw error;
        switchboard.log.warn(`A call was rejected: ${error.message}`);
        leg.answer?.(hangup({ ringing: true }));
        return;
      }
      await this.#settle(leg, await this.#commits.ofCall(id, ANSWER_WITHIN_MS));
    });
  }

  /** A leg is through with what it was told, or somebody has pressed a key: Twilio asks what comes next. */
  async next(name: LegName, parameters: Parameters, response: Response, asked: Asked): Promise<void> {
    const leg = this.#legs.of(name);
    const { CallSid } = parameters;
    // Of a leg that was dialled twice (after a crash) one call is too many.
    if (leg.sid !== undefined && leg.sid !== CallSid) {
      sendTwiml(response, hangup({ ringing: false }));
      return;
    }
    if (CallSid !== undefined) leg.sid = CallSid;
    if (asked.document === undefined) delete leg.media;
    await this.#answer(leg, parameters, response, async () => {
      const { document } = asked;
      const prepared = document === undefined ? undefined : this.#instructor.prepared(name, document);
      if (prepared !== undefined) return leg.answer?.(prepared);
      // What got lost in a crash counts as heard.
      const lost = document === undefined ? [] : [{ signal: { type: "media", media: document } } as const];
      const accepted = await this.tell(name, [...asked.told, ...lost]);
      if (!accepted) return this.#rest(leg, asked.pressed);
      // The answer to the first time did not arrive.
      if (accepted.duplicate && leg.last !== undefined) return leg.answer?.(leg.last);
      await this.#settle(leg, await this.#commits.ofInput(accepted.id, ANSWER_WITHIN_MS), asked.pressed);
    });
  }

  /** Hands on what Twilio says of a call; gives what became of the last signal. */
  async tell({ call }: Pick<LegName, "call">, told: readonly Told[]): Promise<Accepted | undefined> {
    const { switchboard, channel } = this.options;
    let accepted: Accepted | undefined;
    for (const each of told) {
      const { signal, id } = each;
      if (!("session" in each)) accepted = await switchboard.callEvent(channel, call, each.signal, id);
      else if (await switchboard.store.session(each.session))
        accepted = await switchboard.toSession(each.session, signal, channel, id);
    }
    return accepted;
  }

  /** Twilio says who answered a leg. */
  detected(name: LegName, result: string): Promise<Accepted | undefined> {
    return this.#beside.detected(this.#legs.of(name), result);
  }

  /** Twilio asks for what a leg is to hear in its conference, or says that it was heard. */
  async announcement(name: LegName, key: string, heard: boolean): Promise<string> {
    const document = heard ? undefined : this.#announcements.document(name, key);
    if (document !== undefined) return document;
    await this.tell(name, [mediaEnded(key)]);
    return nothing();
  }

  /** Carries an effect out, if it is one of a call. False: it is not. */
  async deliver(effect: Effect): Promise<boolean> {
    const found = (await this.options.switchboard.store.session(effect.session))?.session;
    const { call: named } = effect.event;
    const call = typeof named === "string" ? named : found?.call?.id;
    if (call === undefined) return false;
    await this.#carrying.carryOut(call, effect, this.#commits.session(call) ?? found);
    return true;
  }

  close(): void {
    this.#commits.close();
    this.#beside.close();
  }

  /** Holds Twilio's question open while `work` finds the answer; resolves when it is answered, or Twilio has given it up. */
  async #answer(leg: Leg, parameters: Parameters, response: Response, work: () => Promise<void>): Promise<void> {
    leg.ringing = parameters["CallStatus"] === "ringing" && parameters["Direction"] === "inbound";
    leg.answer?.(nothing());
    const answered = new Promise<void>((resolve) => {
      const answer = (document: string): void => {
        delete leg.answer;
        sendTwiml(response, document);
        resolve();
      };
      leg.answer = answer;
      response.once("close", () => {
        if (leg.answer === answer) delete leg.answer;
        resolve();
      });
    });
    try {
      await work();
    } catch (error) {
      delete leg.answer;
      throw error;
    }
    await answered;
  }

  /** Lets the leg wait, unless the flow has something for it to do: that is on its way here. */
  async #settle(leg: Leg, commit: CallCommit | undefined, pressed = false): Promise<void> {
    const { clock } = this.options.switchboard;
    const { answer } = leg;
    const patience = commit ? patienceWith(commit, leg) : 0;
    const rest = async (): Promise<void> => {
      if (answer && leg.answer === answer) await this.#rest(leg, pressed);
    };
    if (patience === 0) await rest();
    else clock.wakeAt(clock.now() + patience, () => void rest().catch(() => leg.answer?.(nothing())));
  }

  async #rest(leg: Leg, pressed: boolean): Promise<void> {
    const session = await this.#session(leg.call);
    const enters = await this.#instructor.rest(leg, session, pressed);
    if (enters && session?.call) this.#participants.entered(session.call, leg.leg, (call) => this.#session(call));
  }

  async #session(call: string): Promise<Session | undefined> {
    const { store } = this.options.switchboard;
    const [place] = await store.sessionsWaitingFor(callKey(call));
    return place && (await store.session(place.session))?.session;
  }
}

function hangup({ ringing }: { readonly ringing: boolean }): string {
  return twiml({ kind: "hangup", cause: "normal" }, { urls: NO_URLS, ringing, voices: {} });
}

const NO_URLS = { next: () => "", sound: () => "" };

/** How long, in milliseconds, the flow may take for what comes next. */
function patienceWith({ session, effects }: CallCommit, { leg, call }: Leg): number {
  if (effects.some((effect) => instructionOf(effect) && legsOf(effect.event, call).includes(leg)))
    return ANSWER_WITHIN_MS;
  // Who has left a conference by a key presses further ones, or goes back at once.
  if (session?.call?.legs[leg]?.bridge !== undefined) return 0;
  const waits = session?.runs.flatMap(({ tokens }) => tokens.filter(isWaiting).map(({ wait }) => wait)) ?? [];
  const isBusy = waits.some(({ for: inputs }) => inputs.includes("signal") || inputs.includes("child"));
  return isBusy && !waits.some(({ for: inputs }) => inputs.includes("digit")) ? MAY_GO_ON_MS : 0;
}
