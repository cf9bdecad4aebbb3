import { hasEnded } from "../session/lifecycle.js";
import type { SessionCommit } from "./store.js";

/** Where a session can be found from outside its snapshot. */
export type Places = Pick<SessionCommit, "timers" | "waits" | "resting">;

export const NO_PLACES: Places = { timers: [], waits: [], resting: [] };

/** The places that a commit gives its session. One that has ended keeps only its findable waits (a call that is still to hang up). */
export function placesOf(commit: SessionCommit): Places {
  const { timers, waits, resting } = commit;
  return hasEnded(commit.status) ? { ...NO_PLACES, waits } : { timers, waits, resting };
}

export function holdsDetached(places: Places): boolean {
  return places.resting.some((token) => token.detached);
}

/**
 * What to remove and what to add to turn one list into another. Items that are equal as JSON stay, so that an old wait keeps its
 * place before newer ones and an unchanged timer costs no write.
 */
export function difference<T>(had: readonly T[], has: readonly T[]): { removed: readonly T[]; added: readonly T[] } {
  if (had.length === 0 || has.length === 0) return { removed: had, added: has };
  const removed = new Map<string, T[]>();
  for (const item of had) {
    const key = JSON.stringify(item);
    const same = removed.get(key);
    if (same) same.push(item);
    else removed.set(key, [item]);
  }
  const added = has.filter((item) => !removed.get(JSON.stringify(item))?.pop());
  return { removed: [...removed.values()].flat(), added };
}
