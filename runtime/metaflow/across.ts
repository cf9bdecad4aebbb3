import { peersOf } from "../call/legs.js";
import type { Call } from "../session/call.js";
import type { ListenOn } from "./config.js";

/** The legs that are meant, seen from one of them, in order of their ids: itself, those that it talks to, or both. */
export function legsFrom(call: Call, leg: string, which: ListenOn): readonly string[] {
  const own = which === "peer" ? [] : [leg];
  const across = which === "self" ? [] : peersOf(call, leg);
  return [...own, ...across].sort();
}
