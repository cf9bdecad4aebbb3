import type { Commit } from "../store.js";
import { contactRow } from "./contacts.js";
import { effectRow } from "./effects.js";
import { eventRows } from "./events.js";
import { inputRow } from "./inputs.js";
import { sessionRow } from "./sessions.js";

/** What a commit writes, as it is bound to statements. */
export type CommitRows = ReturnType<typeof commitRows>;

/** A commit as text, taken when it is asked for: what its maker changes later does not reach the store. */
export function commitRows({ sessions, contact, acknowledge, forward = [] }: Commit) {
  return {
    sessions: sessions.map((commit) => ({
      row: sessionRow(commit),
      events: eventRows(commit.events),
      effects: commit.effects.map(effectRow),
    })),
    contact: contact && contactRow(contact),
    acknowledge,
    forward: forward.map(inputRow),
  };
}
