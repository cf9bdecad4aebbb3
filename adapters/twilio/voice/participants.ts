import { BoundedCache } from "../../../runtime/bounded-cache.js";
import { legOf, legsIn } from "../../../runtime/call/legs/parties.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Call } from "../../../runtime/session/call.js";
import type { Event } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import { sidOf } from "./call-id.js";
import type { Conferences } from "./conferences.js";
import { musicOf } from "./instruction.js";
import type { Leg, Legs } from "./legs.js";
import type { CallsOptions } from "./options.js";
import { isOnHold, participantOf } from "./participant.js";

/** A party that has been sent into its conference is there after a moment; so often, and so many times, it is looked for. */
const AGAIN_MS = 1000;
const ATTEMPTS = 5;
/** Parties that are looked for at a time. */
const MAX_MISSING = 1000;

/** The session of a call as it is now. */
export type SessionOf = (call: string) => Promise<Session | undefined>;

export interface ParticipantsOptions extends Pick<CallsOptions, "switchboard" | "urls"> {
  readonly conferences: Conferences;
  readonly legs: Legs;
}

/** Participants of conferences: who is on hold there, with what to hear, and who is muted. */
export class Participants {
  /** How often parties were looked for and not found. */
  readonly #missing = new BoundedCache<string, number>(MAX_MISSING);

  constructor(private readonly options: ParticipantsOptions) {}

  /** Whoever holds somebody may hear music too. */
  async hold(call: Call, leg: string, { by, moh, own_moh: ownMoh }: Event): Promise<void> {
    const parties = [[leg, moh] as const, ...(ownMoh === undefined ? [] : [[String(by), ownMoh] as const])];
    for (const [party, music] of parties) {
      this.#leg(call, party).music = musicOf("moh", music);
      await this.bring(call, party);
    }
  }

  async unhold(call: Call, leg: string, by: string): Promise<void> {
    for (const each of [leg, by]) await this.bring(call, each);
  }

  /**
   * Brings a party to the state in which the session has it. Throws where it is not in its conference yet, and `DeliveryRefused`
   * where it does not come there: other effects of the call wait for this one.
   */
  async bring(call: Call, id: string): Promise<void> {
    const name = `${call.id} ${id}`;
    if (await this.#tryToBring(call, id)) return this.#missing.delete(name);
    const attempts = (this.#missing.get(name) ?? 0) + 1;
    this.#missing.set(name, attempts);
    const text = `The leg ${id} is not in its conference.`;
    throw attempts < ATTEMPTS ? new Error(text) : new DeliveryRefused(text);
  }

  /** A leg has been sent into a bridge, with which the others there are on hold no more. */
  async joined(call: Call, id: string, bridge: string, session: SessionOf): Promise<void> {
    this.entered(call, id, session);
    const others = legsIn(call, bridge).filter((each) => each !== id);
    // Of two that meet none is on hold, unless we know better; in a party of three it takes a question to know.
    if (others.length < 2 && !others.some((each) => this.#leg(call, each).held)) return;
    const held = await this.options.conferences.onHold(bridge);
    for (const each of others) if (held.includes(this.#sid(call, each) ?? "")) await this.bring(call, each);
  }

  /** A party is on its way into a conference, where it is on hold as soon as it is there, if it is to be. */
  entered(call: Call, id: string, session: SessionOf, attempt = 1): void {
    const state = legOf(call, id);
    if (!state || !isOnHold(state)) return;
    const { clock, log } = this.options.switchboard;
    const again = async (): Promise<void> => {
      const now = (await session(call.id))?.call;
      if (now && !(await this.#tryToBring(now, id)) && attempt < ATTEMPTS) this.entered(now, id, session, attempt + 1);
    };
    clock.wakeAt(clock.now() + AGAIN_MS, () => {
      again().catch((error: unknown) => log.warn(`A party is not on hold: ${String(error)}`));
    });
  }

  /** False: it is still on its way there. One that is in no bridge needs nothing. */
  async #tryToBring(call: Call, id: string): Promise<boolean> {
    const state = legOf(call, id);
    const sid = this.#sid(call, id);
    if (state?.bridge === undefined || sid === undefined) return true;
    const { conferences, urls } = this.options;
    const leg = this.#leg(call, id);
    const party = participantOf(state, leg, urls.sound("silence"));
    const there = await conferences.update(state.bridge, sid, party);
    if (there) leg.held = party.hold === true;
    // Whoever comes there is not on hold by itself.
    return there || party.hold !== true;
  }

  #leg({ id }: Call, leg: string): Leg {
    return this.options.legs.of({ call: id, leg });
  }

  #sid(call: Call, leg: string): string | undefined {
    return sidOf(this.#leg(call, leg), { call });
  }
}
