import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import { isNumber } from "../addresses.js";
import { explained, hasCode } from "../errors.js";
import type { Announcements } from "./announcements.js";
import { awaitsStar, keysAwaited } from "./bridge-keys.js";
import { sidOf } from "./call-id.js";
import type { Commits } from "./commits.js";
import { Documents } from "./documents.js";
import type { Instruction, Sound } from "./instruction.js";
import { ringsAtUs, type Leg, type LegName } from "./legs.js";
import type { CallsOptions } from "./options.js";
import { isOnHold } from "./participant.js";
import type { Speaking } from "./speaking.js";
import { standingOf, type Room } from "./standing.js";
import { twiml, type Order } from "./twiml.js";

/** A document in a request may have so many characters (the parameter `Twiml` of a call); a longer one Twilio fetches. */
const MAX_DOCUMENT = 4000;
/** The call has ended, or is not there any more: there is nobody to hear anything. */
const GONE = [20404, 21220];

export interface InstructorOptions extends Pick<CallsOptions, "switchboard" | "client" | "urls"> {
  readonly commits: Commits;
  readonly voices: Speaking["voices"];
  readonly announcements: Announcements;
}

/** Tells legs what to do: in the answer to a webhook where Twilio asks, else by a request. */
export class Instructor {
  readonly #documents = new Documents();

  constructor(private readonly options: InstructorOptions) {}

  /** Carries out an effect that is an instruction. Others for the leg that come right after it replace it, behind its sounds. */
  async instruct(leg: Leg, instruction: Instruction, effect: Effect, session: Session | undefined): Promise<void> {
    const { key, event } = effect;
    const stops = event.type === "playback_stop";
    const sounds = [...(leg.sounds ?? []), ...(instruction.kind === "hear" ? instruction.sounds : [])];
    if (this.options.commits.isFollowed(effect, leg.leg)) {
      leg.sounds = stops ? [] : sounds;
      return;
    }
    await this.#carryOut(leg, instruction, key, session, stops ? [] : sounds);
    // Should it fail, it is tried again with them.
    delete leg.sounds;
  }

  /**
   * Answers Twilio's question, if it still asks: the leg goes where the session has it, or its call is over. True: it has gone into
   * a conference.
   *
   * @param pressed whether a key has just been pressed on it.
   */
  async rest(leg: Leg, session: Session | undefined, pressed = false): Promise<boolean> {
    const { answer } = leg;
    const order = await this.#standing(leg, session);
    const now = this.options.switchboard.clock.now();
    const listenS = session && order.kind === "room" ? keysAwaited(session, leg.leg, now, pressed) : undefined;
    const told: Order = listenS === undefined ? order : { kind: "hear", sounds: [], listenS };
    if (leg.answer !== answer || !answer) return false;
    leg.last = this.#document(leg, told, session);
    answer(leg.last);
    return told.kind === "room";
  }

  /** Sends a leg to where the session has it, if that is not what it was told last. */
  async refresh(leg: Leg, key: string, session: Session | undefined): Promise<void> {
    const { last } = leg;
    const order = await this.#standing(leg, session);
    if (this.#document(leg, order, session) !== last) await this.#tell(leg, order, key, session);
  }

  /** A document that was too long for a request; undefined: a crash has come between. */
  prepared(leg: LegName, key: string): string | undefined {
    return this.#documents.of(leg, key);
  }

  async #carryOut(
    leg: Leg,
    instruction: Instruction,
    key: string,
    session: Session | undefined,
    sounds: readonly Sound[],
  ): Promise<void> {
    if (instruction.kind === "hear") return this.#letHear(leg, { ...instruction, sounds }, key, session);
    if (instruction.kind === "wait" && instruction.music) leg.music = instruction.music;
    const order = await this.#orderOf(leg, instruction, session);
    if (order.kind === "hangup" && sounds.length === 0 && !leg.answer) return this.#hangUp(leg, session);
    // Of an effect that is tried again: it is there, or on its way.
    const isThere = instruction.kind === "join" && leg.last === this.#document(leg, order, session, sounds);
    if (!isThere || leg.answer) await this.#tell(leg, order, key, session, sounds);
  }

  /** Who is in a conference hears it there. Who has just left it by a key, or is still on the way, hears it first. */
  async #letHear(
    leg: Leg,
    instruction: Extract<Instruction, { kind: "hear" }>,
    key: string,
    session: Session | undefined,
  ): Promise<void> {
    const { sounds, media } = instruction;
    const standing = session && (await this.#standing(leg, session));
    if (standing?.kind !== "room") return this.#tell(leg, instruction, key, session);
    const sid = sidOf(leg, session);
    const announced = { key, bridge: standing.name, sounds, awaited: media !== undefined };
    const canBeAnnounced = !leg.answer && sid !== undefined && !sounds.some((sound) => "keys" in sound);
    if (canBeAnnounced && (await this.options.announcements.announce(leg, { ...announced, sid }))) return;
    if (media === undefined) await this.#tell(leg, standing, key, session, sounds);
    else await this.#tell(leg, instruction, key, session);
  }

  async #orderOf(
    leg: Leg,
    instruction: Exclude<Instruction, { kind: "hear" }>,
    session: Session | undefined,
  ): Promise<Order> {
    if (instruction.kind === "wait") return this.#standing(leg, session);
    // Whom we have called is nobody who calls.
    const { direction, from = "" } = session?.call ?? {};
    if (instruction.kind === "dial" && direction === "outgoing" && isNumber(from))
      return { ...instruction, callerId: from };
    if (instruction.kind !== "join") return instruction;
    const standing = await this.#standing(leg, session);
    const { bridge } = instruction;
    // The session may have gone on meanwhile; what follows from that comes after.
    return standing.kind === "room" && standing.name === bridge ? standing : { kind: "room", name: bridge };
  }

  async #standing(leg: Leg, session: Session | undefined): Promise<Exclude<Order, { kind: "dial" }>> {
    const standing = standingOf(leg, session);
    if (standing.kind !== "room" || !session) return standing;
    const state = session.call?.legs[leg.leg];
    // Whoever is on hold would not be so when it comes back.
    if (state && isOnHold(state)) return standing;
    const star = await awaitsStar(this.options.switchboard.metaflows, session, leg.leg);
    return star ? ({ ...standing, star } satisfies Room) : standing;
  }

  async #tell(
    leg: Leg,
    order: Order,
    key: string,
    session: Session | undefined,
    before: readonly Sound[] = [],
  ): Promise<void> {
    const document = this.#document(leg, order, session, before);
    const sid = sidOf(leg, session);
    if (leg.answer) leg.answer(document);
    else if (sid === undefined) throw new DeliveryRefused(`Twilio has no call for the leg ${leg.leg}.`);
    else await this.#update(sid, leg, document, key);
    leg.last = document;
    if (order.kind === "hear" && order.media !== undefined) leg.media = order.media;
    else delete leg.media;
  }

  #document(leg: Leg, order: Order, session: Session | undefined, before: readonly Sound[] = []): string {
    const { urls, voices } = this.options;
    return twiml(order, {
      urls: { next: (reason) => urls.next(leg, reason), sound: (name) => urls.sound(name) },
      ringing: leg.ringing ?? ringsAtUs(session?.call, leg.leg),
      voices,
      before,
    });
  }

  async #update(sid: string, leg: Leg, document: string, key: string): Promise<void> {
    const { client, urls } = this.options;
    const isShort = document.length <= MAX_DOCUMENT;
    if (!isShort) this.#documents.keep(leg, key, document);
    const update = isShort ? { twiml: document } : { url: urls.next(leg, { document: key }), method: "POST" };
    const { calls } = await client();
    await calls(sid).update(update).catch(unlessGone);
  }

  async #hangUp(leg: Leg, session: Session | undefined): Promise<void> {
    const sid = sidOf(leg, session);
    if (sid === undefined) return;
    const status = session?.call?.legs[leg.leg]?.status === "canceling" ? "canceled" : "completed";
    const { calls } = await this.options.client();
    await calls(sid).update({ status }).catch(unlessGone);
  }
}

function unlessGone(error: unknown): void {
  if (!hasCode(error, GONE)) throw explained(error);
}
