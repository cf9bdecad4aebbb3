import type { Capability } from "../channels/capabilities.js";

/** What a channel must hear of parties that talk to each other, for these keys to mean something. */
export function keysInBridges(keys: unknown): readonly Capability[] {
  return [String(keys).startsWith("*") ? "star_in_bridges" : "keys_in_bridges"];
}
