import type { Event } from "../../../runtime/session/event.js";
import type { Call, CallLeg } from "../../../runtime/session/call.js";
import { legOf, legsIn } from "../../../runtime/call/legs.js";
import type { Conferences } from "./conferences.js";
import { isAddress } from "./instruction.js";
import type { Legs } from "./legs.js";

/** Puts parties of conferences on hold and takes them back. */
export class Holding {
  constructor(
    private readonly conferences: Conferences,
    private readonly legs: Legs,
  ) {}

  /** The party hears music, and so does the one who holds it if they are to. Throws where it has not come into its conference yet. */
  async hold(call: Call, leg: string, { by, moh, own_moh: ownMoh }: Event): Promise<void> {
    // Where it has left the bridge meanwhile it is on hold no more.
    if (!legOf(call, leg)?.held) return;
    await this.#change(call, leg, true, moh);
    if (ownMoh !== undefined) await this.#change(call, String(by), true, ownMoh);
  }

  async unhold(call: Call, leg: string, by: string): Promise<void> {
    for (const each of [leg, by]) if (!legOf(call, each)?.held) await this.#change(call, each, false);
  }

  /** Nobody in a bridge is on hold any more once somebody has joined it. */
  async joined(call: Call, leg: string, bridge: string): Promise<void> {
    const others = legsIn(call, bridge).filter((each) => each !== leg);
    const known = others.some((each) => this.legs.of({ call: call.id, leg: each }).held);
    // Of two that meet none is on hold, unless we know better; in a party of three it takes a question to know.
    if (!known && others.length < 2) return;
    const held = await this.conferences.onHold(bridge);
    for (const each of others) {
      if (!legOf(call, each)?.held && held.includes(this.#sid(call, each) ?? "")) await this.#change(call, each, false);
    }
  }

  async #change(call: Call, leg: string, hold: boolean, music?: Event[string]): Promise<void> {
    const bridge = legOf(call, leg)?.bridge;
    const sid = this.#sid(call, leg);
    if (bridge === undefined || sid === undefined) return;
    const change = { hold, ...(isAddress(music) && { holdUrl: music, holdMethod: "GET" }) };
    const there = await this.conferences.update(bridge, sid, change);
    // It may still be on its way there; then it is tried again.
    if (hold && !there) throw new Error(`The leg ${leg} is not in its conference.`);
    this.legs.of({ call: call.id, leg }).held = hold;
  }

  #sid(call: Call, leg: string): string | undefined {
    const { networkId }: Partial<CallLeg> = legOf(call, leg) ?? {};
    return this.legs.of({ call: call.id, leg }).sid ?? networkId;
  }
}
