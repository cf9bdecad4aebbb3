import { callEffect } from "../call/effect.js";
import { peersOf } from "../call/legs/parties.js";
import type { Sprint } from "../engine/sprint.js";
import type { Call } from "../session/call.js";
import type { DigitInput } from "../session/input.js";

/** How a party is put on hold. */
export interface HoldOptions {
  /** The key by which whoever holds takes the other party back. */
  readonly key?: string;
  /** What the held party hears; absent: the music of the channel. */
  readonly moh?: string;
  /** What the holding party hears; absent: nothing. */
  readonly ownMoh?: string;
}

/** Puts those across on hold: the parties stay connected, but hear music instead of each other. False: nobody was free for it. */
export function holdPeers(sprint: Sprint, by: string, { key, moh, ownMoh }: HoldOptions = {}): boolean {
  const { call } = sprint.session;
  const free = call ? peersOf(call, by).filter((peer) => !call.legs[peer]?.held) : [];
  if (!call || free.length === 0) return false;
  for (const peer of free) {
    const leg = call.legs[peer]!;
    leg.held = { by, ...(key !== undefined && { key }) };
    leg.hears = "moh";
    callEffect(sprint, call, {
      type: "hold",
      leg: peer,
      by,
      ...(key !== undefined && { unhold_key: key }),
      ...(moh !== undefined && { moh }),
      ...(ownMoh !== undefined && { own_moh: ownMoh }),
    });
  }
  // Who holds may be on hold too, by the other.
  if (!call.legs[by]!.held) call.legs[by]!.hears = ownMoh === undefined ? "silence" : "moh";
  return true;
}

/** Takes back those across who are on hold. False: nobody was. */
export function unholdPeers(sprint: Sprint, by: string): boolean {
  const { call } = sprint.session;
  const held = call ? peersOf(call, by).filter((peer) => call.legs[peer]?.held) : [];
  if (!call || held.length === 0) return false;
  for (const peer of held) {
    const leg = call.legs[peer]!;
    delete leg.held;
    if (holdsSomebody(call, peer)) leg.hears = "silence";
    else delete leg.hears;
    callEffect(sprint, call, { type: "unhold", leg: peer, by });
  }
  if (!call.legs[by]!.held) delete call.legs[by]!.hears;
  return true;
}

function holdsSomebody(call: Call, by: string): boolean {
  return Object.values(call.legs).some(({ held }) => held?.by === by);
}

/** A key that no collector took may be the one that takes a held party back. False: it is not. */
export function unholdByKey(sprint: Sprint, { leg, digit }: DigitInput): boolean {
  const { call } = sprint.session;
  const meant = call && Object.values(call.legs).some(({ held }) => held?.by === leg && held.key === digit);
  return meant === true && unholdPeers(sprint, leg);
}
