import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import { hasEnded } from "../../../runtime/session/lifecycle.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import type { Client } from "../client.js";
import { explained, hasCode } from "../errors.js";
import type { Commits } from "./commits.js";
import { WAIT, type Instruction } from "./instruction.js";
import { ringsAtUs, type Leg } from "./legs.js";
import { twiml } from "./twiml.js";
import type { VoiceUrls } from "./urls.js";

/** A document in a request may have so many characters (the parameter `Twiml` of a call). */
const MAX_DOCUMENT = 4000;
/** The call has ended, or is not there any more: there is nobody to hear anything. */
const GONE = [20404, 21220];

export interface InstructorOptions {
  readonly switchboard: Switchboard;
  readonly client: Client;
  readonly commits: Commits;
  readonly urls: VoiceUrls;
  readonly voices: Readonly<Record<string, string>>;
}

/** Tells legs what to do: in the answer to a webhook where Twilio asks, else by a request. */
export class Instructor {
  constructor(private readonly options: InstructorOptions) {}

  /** Carries out an effect that is an instruction. Others for the leg that come right after it replace it, behind its sounds. */
  async instruct(leg: Leg, instruction: Instruction, effect: Effect, session: Session | undefined): Promise<void> {
    const sounds = [...(leg.sounds ?? []), ...(instruction.kind === "hear" ? instruction.sounds : [])];
    if (this.options.commits.isFollowed(effect)) {
      leg.sounds = sounds;
      return;
    }
    delete leg.sounds;
    const whole = instruction.kind === "hear" ? { ...instruction, sounds } : instruction;
    const document = this.#document(leg, whole, session);
    if (leg.answer) return leg.answer(document);
    const sid = leg.sid ?? session?.call?.legs[leg.leg]?.networkId;
    if (whole.kind === "hangup") {
      if (sid !== undefined) await this.#hangUp(sid, leg, session);
    } else if (sid === undefined) {
      throw new DeliveryRefused(`Twilio has no call for the leg ${leg.leg}.`);
    } else {
      await this.#update(sid, leg, document);
    }
  }

  /** Answers Twilio's question, if it still asks: the leg waits, or its call is over. */
  rest(leg: Leg, session: Session | undefined): void {
    const isOver = !session || hasEnded(session.status);
    leg.answer?.(this.#document(leg, isOver ? { kind: "hangup", cause: "normal" } : WAIT, session));
  }

  #document(leg: Leg, instruction: Instruction, session: Session | undefined): string {
    const { urls, voices } = this.options;
    const document = twiml(instruction, {
      urls: { next: (what) => urls.next(leg, what), sound: (name) => urls.sound(name) },
      ringing: instruction.kind === "hangup" ? leg.ringing === true : ringsAtUs(session?.call, leg.leg),
      voices,
    });
    leg.last = document;
    return document;
  }

  async #update(sid: string, leg: Leg, document: string): Promise<void> {
    const { client, urls } = this.options;
    const isShort = document.length <= MAX_DOCUMENT;
    if (!isShort) leg.prepared = document;
    const update = isShort ? { twiml: document } : { url: urls.next(leg), method: "POST" };
    const { calls } = await client();
    await calls(sid).update(update).catch(unlessGone);
  }

  async #hangUp(sid: string, { leg }: Leg, session: Session | undefined): Promise<void> {
    const status = session?.call?.legs[leg]?.status === "canceling" ? "canceled" : "completed";
    const { calls } = await this.options.client();
    await calls(sid).update({ status }).catch(unlessGone);
  }
}

function unlessGone(error: unknown): void {
  if (!hasCode(error, GONE)) throw explained(error);
}
