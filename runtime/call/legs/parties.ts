import type { Call, CallLeg } from "../../session/call.js";

/* Who is on a call, and with whom. */

/** The leg that the flow talks to. */
export function ownLeg(call: Call): CallLeg {
  const leg = call.legs[call.id];
  if (!leg) throw new Error(`Call ${call.id} has no leg of its own.`);
  return leg;
}

/** Whether the leg is a part of the call that has not ended. */
export function isOnCall(call: Call, id: string): boolean {
  const leg = legOf(call, id);
  return leg !== undefined && leg.status !== "hangup";
}

/** Whether nobody has answered it, and nobody has hung it up. */
export function isRinging({ status }: Pick<CallLeg, "status">): boolean {
  return status === "dialing" || status === "ringing";
}

/** A leg by its id, which may come from outside and be that of something every object has. */
export function legOf(call: Call, id: string): CallLeg | undefined {
  return Object.hasOwn(call.legs, id) ? call.legs[id] : undefined;
}

/** Ids of the legs that are in a bridge, in the order in which they came to the call. */
export function legsIn(call: Call, bridge: string): readonly string[] {
  return Object.keys(call.legs).filter((id) => call.legs[id]?.bridge === bridge);
}

/** Whom a leg talks to: the other legs of its bridge that have answered. */
export function peersOf(call: Call, id: string): readonly string[] {
  const bridge = legOf(call, id)?.bridge;
  if (bridge === undefined) return [];
  return legsIn(call, bridge).filter((other) => other !== id && !isRinging(call.legs[other]!));
}
