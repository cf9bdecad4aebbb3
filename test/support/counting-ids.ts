import type { Ids } from "../../runtime/ids.js";

/** Ids that count, as UUIDs, and random numbers that are none. */
export function countingIds(): Ids {
  let made = 0;
  return { uuid: () => `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`, random: () => 0.5 };
}
