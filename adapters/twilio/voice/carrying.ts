import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { CallLeg } from "../../../runtime/session/call.js";
import type { Effect, Event } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Accepted } from "../../../runtime/store/store.js";
import { isNumber } from "../addresses.js";
import type { Beside } from "./beside.js";
import { STAR } from "./bridge-keys.js";
import type { Commits } from "./commits.js";
import { instructionOf, legsOf, WAIT, type Instruction } from "./instruction.js";
import type { Instructor } from "./instructor.js";
import { waitsToAnswer, type Leg, type LegName, type Legs } from "./legs.js";
import type { Participants, SessionOf } from "./participants.js";
import { mediaEnded, type Told } from "./signals.js";

export interface CarryingOptions {
  readonly legs: Legs;
  readonly commits: Commits;
  readonly instructor: Instructor;
  readonly beside: Beside;
  readonly participants: Participants;
  readonly session: SessionOf;
  readonly tell: (call: Pick<LegName, "call">, told: readonly Told[]) => Promise<Accepted | undefined>;
}

/** Carries the effects of calls out. */
export class Carrying {
  constructor(private readonly options: CarryingOptions) {}

  /** @param session as it was committed last. */
  async carryOut(call: string, effect: Effect, session: Session | undefined): Promise<void> {
    const instruction = instructionOf(effect);
    for (const name of legsOf(effect.event, call)) {
      const leg = this.options.legs.of({ call, leg: name });
      if (isOfParticipant(effect.event, session?.call?.legs[name])) await this.#change(leg, effect, session);
      else if (effect.event.type === "recording_start") await this.#record(leg, instruction, effect, session);
      else await this.#do(leg, instruction ?? this.#onceAnswered(leg, effect, session), effect, session);
    }
  }

  async #do(
    leg: Leg,
    instruction: Instruction | undefined,
    effect: Effect,
    session: Session | undefined,
  ): Promise<void> {
    if (instruction) await this.#instruct(leg, instruction, effect, session);
    else await this.options.beside.deliver(leg, effect, session);
  }

  /** The beep comes before what is said next, and cuts off nothing that the flow says. */
  async #record(leg: Leg, beep: Instruction | undefined, effect: Effect, session: Session | undefined): Promise<void> {
    if (beep && leg.media === undefined) await this.#instruct(leg, beep, effect, session);
    await this.options.beside.deliver(leg, effect, session);
  }

  /** A party is held, muted, let hear something else: in its conference, or where it waits if it is in none. */
  async #change(leg: Leg, { key, event }: Effect, session: Session | undefined): Promise<void> {
    const { legs, instructor, participants } = this.options;
    const call = session?.call;
    const state = call?.legs[leg.leg];
    if (!call || !state) return;
    const { type, by = "", unhold_key: unholdKey } = event;
    if (type === "hold") await participants.hold(call, leg.leg, event);
    else if (type === "unhold") await participants.unhold(call, leg.leg, String(by));
    else if (state.bridge !== undefined) await participants.bring(call, leg.leg);
    // What the flow plays is heard to its end, which it waits for.
    else if (state.media === undefined && !isMuting(event)) await instructor.refresh(leg, key, session);
    // The key * has a meaning to whoever holds now.
    if (type === "hold" && unholdKey === STAR)
      await instructor.refresh(legs.of({ call: call.id, leg: String(by) }), key, session);
  }

  async #instruct(leg: Leg, instruction: Instruction, effect: Effect, session: Session | undefined): Promise<void> {
    const { instructor, participants } = this.options;
    // It comes into its bridge when it is answered, if nothing that it is to hear before answers it.
    if (instruction.kind === "join" && !leg.sounds?.length && waitsToAnswer(leg, session?.call))
      return void (await instructor.rest(leg, session));
    const { media: heard } = leg;
    try {
      if (instruction.kind === "dial" && !isNumber(instruction.number))
        throw new DeliveryRefused(`Twilio cannot dial '${instruction.number}'.`);
      await instructor.instruct(leg, instruction, effect, session);
    } catch (error) {
      if (error instanceof DeliveryRefused) await this.#release(leg, instruction, effect);
      throw error;
    }
    if (instruction.kind === "join" && session?.call)
      await participants.joined(session.call, leg.leg, instruction.bridge, this.options.session);
    if (instruction.kind === "hangup") await this.#hungUp(leg, instruction.cause, effect);
    const { type, media } = effect.event;
    // What was heard has been cut off, and the flow waits for its end.
    if (type === "playback_stop" && typeof media === "string") await this.#heard(leg, media);
    else if (heard !== undefined && leg.media !== heard) await this.#heard(leg, heard);
  }

  /** A flow does not wait for what will never be. */
  async #release(leg: Leg, instruction: Instruction, { key, session }: Effect): Promise<void> {
    if (instruction.kind === "hear" && instruction.media !== undefined) await this.#heard(leg, instruction.media);
    if (instruction.kind !== "dial") return;
    const signal = { type: "dial", dial: { status: "failed", duration: 0 } } as const;
    await this.options.tell(leg, [{ signal, session, id: `dialled:${key}` }]);
  }

  async #heard(leg: Leg, media: string): Promise<void> {
    await this.options.tell(leg, [mediaEnded(media)]);
  }

  async #hungUp(leg: Leg, cause: string, { key }: Effect): Promise<void> {
    const signal = { type: "call", event: "hangup", leg: leg.leg, cause } as const;
    await this.options.tell(leg, [{ signal, id: `hangup:${key}` }]);
    this.options.legs.forget(leg);
  }

  /**
   * What answers a call that rings. Who waits in a bridge meanwhile hears nothing of it, which would answer the call: it joins only
   * now.
   */
  #onceAnswered(leg: Leg, effect: Effect, session: Session | undefined): Instruction | undefined {
    const isFollowed = this.options.commits.isFollowed(effect, leg.leg);
    if (effect.event.type !== "call_answered" || isFollowed) return undefined;
    const { direction, bridge } = session?.call?.legs[leg.leg] ?? {};
    if (direction !== "incoming") return undefined;
    return bridge === undefined ? WAIT : { kind: "join", bridge };
  }
}

const PARTICIPANT = ["hold", "unhold", "mute", "unmute", "moh_stop", "silence", "silence_stop"];

/** Music that a program wants stands in place of the others; that of a transfer is for whoever is in no bridge. */
function isOfParticipant({ type }: Event, leg: CallLeg | undefined): boolean {
  return PARTICIPANT.includes(type) || (type === "moh" && leg?.plays !== undefined);
}

/** Where nobody is to be heard, that is of no account. */
function isMuting({ type }: Event): boolean {
  return type === "mute" || type === "unmute";
}
