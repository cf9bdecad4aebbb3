import { difference, type Places } from "../places.js";

/** What one commit changes of the places of one session; `session` is the key of its row. */
export interface PlacesChange {
  readonly session: number;
  readonly had: Places;
  readonly has: Places;
}

/** The rows that have to go and to come, so that sessions have the places of one kind that they are to have. */
export function changedRows<Kind extends "timers" | "waits">(changes: readonly PlacesChange[], kind: Kind) {
  const differences = changes.map(({ session, had, has }) => ({
    session,
    ...difference<Places[Kind][number]>(had[kind], has[kind]),
  }));
  return {
    removed: differences.flatMap(({ session, removed }) => removed.map((place) => ({ ...place, session }))),
    added: differences.flatMap(({ session, added }) => added.map((place) => ({ ...place, session }))),
  };
}
