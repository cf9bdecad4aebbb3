import type { Response } from "express";
import { callKey } from "../../../runtime/switchboard/commit.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import { isWaiting, type Session } from "../../../runtime/session/session.js";
import type { Accepted } from "../../../runtime/store/store.js";
import { FlowRefused, NotFound, type Switchboard } from "../../../runtime/switchboard/switchboard.js";
import type { Client } from "../client.js";
import type { TwilioSettings } from "../settings.js";
import type { Parameters } from "../webhooks.js";
import { Beside } from "./beside.js";
import { Commits, type CallCommit } from "./commits.js";
import { instructionOf, WAIT, type Instruction } from "./instruction.js";
import { Instructor } from "./instructor.js";
import { Legs, ringsAtUs, type Leg, type LegName } from "./legs.js";
import type { Told } from "./signals.js";
import { nothing, twiml } from "./twiml.js";
import type { VoiceUrls } from "./urls.js";

/** Twilio waits 15 seconds for an answer: before that it is told to wait, and what comes later is brought to it by a request. */
const ANSWER_WITHIN_MS = 10_000;
/** A flow that waits for no key may go on by itself at once (a request is answered, say): so long that is waited for. */
const MAY_GO_ON_MS = 1_500;

export interface CallsOptions {
  readonly switchboard: Switchboard;
  readonly settings: TwilioSettings;
  readonly channel: string;
  readonly client: Client;
  readonly urls: VoiceUrls;
}

/** The calls of an account: each leg of ours is a call of Twilio's. */
export class Calls {
  readonly #legs = new Legs();
  readonly #commits: Commits;
  readonly #instructor: Instructor;
  readonly #beside: Beside;

  constructor(private readonly options: CallsOptions) {
    const { switchboard, channel, settings } = options;
    this.#commits = new Commits(switchboard, channel);
    this.#instructor = new Instructor({ ...options, commits: this.#commits, voices: settings.voices ?? {} });
    this.#beside = new Beside({ ...options, legs: this.#legs });
  }

  /** Somebody calls us. */
  async start(parameters: Parameters, response: Response): Promise<void> {
    const { CallSid = "", From = "", To = "", CallToken } = parameters;
    const leg = this.#legs.of({ call: CallSid, leg: CallSid });
    if (CallToken !== undefined) leg.token = CallToken;
    await this.#answer(leg, parameters, response, async () => {
      const { switchboard, channel } = this.options;
      try {
        await switchboard.startCall({ channel, from: From, to: To, id: CallSid });
      } catch (error) {
        if (!(error instanceof NotFound || error instanceof FlowRefused)) throw error;
        switchboard.log.warn(`A call was rejected: ${error.message}`);
        leg.answer?.(twiml({ kind: "hangup", cause: "normal" }, REJECTION));
        return;
      }
      await this.#settle(leg, await this.#commits.ofCall(CallSid, ANSWER_WITHIN_MS));
    });
  }

  /** A leg is through with what it was told, or somebody has pressed a key: Twilio asks what comes next. */
  async next(name: LegName, parameters: Parameters, response: Response, told: readonly Told[]): Promise<void> {
    const leg = this.#legs.of(name);
    const { CallSid } = parameters;
    // Of a leg that was dialled twice (after a crash) one call is too many.
    if (leg.sid !== undefined && leg.sid !== CallSid) {
      response.type("text/xml").send(twiml({ kind: "hangup", cause: "normal" }, { ...REJECTION, ringing: false }));
      return;
    }
    if (CallSid !== undefined) leg.sid = CallSid;
    await this.#answer(leg, parameters, response, async () => {
      const accepted = await this.tell(name, told);
      if (leg.prepared !== undefined) {
        leg.answer?.(leg.prepared);
        delete leg.prepared;
      } else if (!accepted) {
        this.#instructor.rest(leg, await this.#session(leg.call));
      } else if (accepted.duplicate && leg.last !== undefined) {
        // The answer to the first time did not arrive.
        leg.answer?.(leg.last);
      } else {
        await this.#settle(leg, await this.#commits.ofInput(accepted.id, ANSWER_WITHIN_MS));
      }
    });
  }

  /** Hands on what Twilio says of a call; gives what became of the last signal. */
  async tell({ call }: Pick<LegName, "call">, told: readonly Told[]): Promise<Accepted | undefined> {
    const { switchboard, channel } = this.options;
    let accepted: Accepted | undefined;
    for (const { signal, id } of told) accepted = await switchboard.callEvent(channel, call, signal, id);
    return accepted;
  }

  /** Twilio says who answered a leg. */
  detected(name: LegName, result: string): Promise<Accepted | undefined> {
    return this.#beside.detected(this.#legs.of(name), result);
  }

  /** Carries an effect out, if it is one of a call. False: it is not. */
  async deliver(effect: Effect): Promise<boolean> {
    const found = (await this.options.switchboard.store.session(effect.session))?.session;
    const { event } = effect;
    const call = typeof event["call"] === "string" ? event["call"] : found?.call?.id;
    if (call === undefined) return false;
    const session = this.#commits.session(call) ?? found;
    const leg = this.#legs.of({ call, leg: typeof event["leg"] === "string" ? event["leg"] : call });
    const instruction = instructionOf(effect) ?? this.#onceAnswered(leg, effect, session);
    if (!instruction) return this.#beside.deliver(leg, effect, session);
    if (instruction.kind === "join" && ringsAtUs(session?.call, leg.leg)) {
      this.#instructor.rest(leg, session);
      return true;
    }
    try {
      await this.#instructor.instruct(leg, instruction, effect, session);
    } catch (error) {
      // A flow waits for the end of what cannot be heard.
      if (error instanceof DeliveryRefused && instruction.kind === "hear" && instruction.media !== undefined)
        await this.tell(leg, [{ signal: { type: "media", media: instruction.media }, id: `media:${effect.key}` }]);
      throw error;
    }
    if (instruction.kind === "hangup") {
      const { cause } = instruction;
      await this.tell(leg, [
        { signal: { type: "call", event: "hangup", leg: leg.leg, cause }, id: `hangup:${effect.key}` },
      ]);
      this.#legs.forget(leg);
    }
    return true;
  }

  /**
   * What answers a call that rings. Who waits in a bridge meanwhile hears nothing of it, which would answer the call: it joins only
   * now.
   */
  #onceAnswered(leg: Leg, effect: Effect, session: Session | undefined): Instruction | undefined {
    if (effect.event.type !== "call_answered" || this.#commits.isFollowed(effect)) return undefined;
    const { direction, bridge } = session?.call?.legs[leg.leg] ?? {};
    if (direction !== "incoming") return undefined;
    return bridge === undefined ? WAIT : { kind: "join", bridge };
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
        response.type("text/xml").send(document);
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
  async #settle(leg: Leg, commit: CallCommit | undefined): Promise<void> {
    const { clock } = this.options.switchboard;
    const { answer } = leg;
    const patience = commit ? patienceWith(commit, leg) : 0;
    const rest = async (): Promise<void> => {
      if (answer && leg.answer === answer) this.#instructor.rest(leg, await this.#session(leg.call));
    };
    if (patience === 0) await rest();
    else clock.wakeAt(clock.now() + patience, () => void rest().catch(() => leg.answer?.(nothing())));
  }

  async #session(call: string): Promise<Session | undefined> {
    const { store } = this.options.switchboard;
    const [place] = await store.sessionsWaitingFor(callKey(call));
    return place && (await store.session(place.session))?.session;
  }
}

const REJECTION = { urls: { next: () => "", sound: () => "" }, ringing: true, voices: {} };

/** How long, in milliseconds, the flow may take for what comes next. */
function patienceWith({ session, effects }: CallCommit, { leg, call }: Leg): number {
  if (effects.some((effect) => instructionOf(effect) && (effect.event["leg"] ?? call) === leg)) return ANSWER_WITHIN_MS;
  const waits = session?.runs.flatMap(({ tokens }) => tokens.filter(isWaiting).map(({ wait }) => wait)) ?? [];
  const isBusy = waits.some(({ for: inputs }) => inputs.includes("signal") || inputs.includes("child"));
  return isBusy && !waits.some(({ for: inputs }) => inputs.includes("digit")) ? MAY_GO_ON_MS : 0;
}
