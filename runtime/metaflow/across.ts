import { peersOf } from "../call/legs/parties.js";
import type { Call } from "../session/call.js";
import type { ListenOn } from "./config.js";

/** The legs that are meant, seen from one of them, in order of their ids: itself, those that it talks to, or both. */
export function legsFrom(call: Call, leg: string, which: ListenOn): readonly string[] {
  const own = which === "peer" ? [] : [leg];
  const across = which === "self" ? [] : peersOf(call, leg);
  return [...own, ...across].sort();
}

/** The party that a leg has been parted from: the first that has answered and talks to nobody. Undefined: both are not so. */
export function partedFrom(call: Call, leg: string): string | undefined {
  const alone = (id: string): boolean => call.legs[id]?.status === "progressing" && peersOf(call, id).length === 0;
  return alone(leg) ? Object.keys(call.legs).find((id) => id !== leg && alone(id)) : undefined;
}
