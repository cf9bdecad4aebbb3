import { hasEnded } from "../session/lifecycle.js";
import type { SessionCommit } from "./store.js";

/** Where a session can be found from outside its snapshot. */
export type Places = Pick<SessionCommit, "timers" | "waits" | "resting">;

export const NO_PLACES: Places = { timers: [], waits: [], resting: [] };

/** The places that a commit gives its session: none for one that has ended. */
export function placesOf(commit: SessionCommit): Places {
  if (hasEnded(commit.status)) return NO_PLACES;
  return { timers: commit.timers, waits: commit.waits, resting: commit.resting };
}

export function holdsDetached(places: Places): boolean {
  return places.resting.some((token) => token.detached);
}

/**
 * What to remove and what to add to turn one list into another. Items that are equal as JSON stay, so that an old wait keeps its
 * place before newer ones and an unchanged timer costs no write.
 */
export function difference<T>(had: readonly T[], has: readonly T[]): { removed: T[]; added: T[] } {
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
