import { timerInput } from "../inputs.js";
import { NO_PLACES } from "../places.js";
import type { CommitRows } from "../rows/commit.js";
import { eventRows } from "../rows/events.js";
import { inputRow } from "../rows/inputs.js";
import type { DeliveryResult } from "../store.js";
import type { EndedSession } from "./sessions.js";
import type { Tables } from "./tables.js";

/** Writes a sprint. Throws RevisionConflict; the caller's savepoint then undoes what was written. */
export function applyCommit(tables: Tables, commit: CommitRows, now: number): void {
  for (const { row, events, effects } of commit.sessions) {
    const current = tables.sessions.current(row);
    const lastEvents = tables.events.append(row.id, current?.last_events ?? null, events);
    const { key, had } = tables.sessions.put(current, row, lastEvents);
    if (!current) tables.flowSessions.add(key, row);
    if (had !== row.places) {
      tables.timers.replace(key, had, row.places);
      tables.waits.replace(key, had, row.places);
    }
    tables.outbox.add(effects, now);
  }
  if (commit.contact) tables.contacts.put(commit.contact);
  if (commit.acknowledge !== undefined) tables.inbox.acknowledge(commit.acknowledge);
  for (const input of commit.forward) tables.inbox.accept(input);
}

/** Notes how a delivery came out, and tells its session. */
export function settleDelivery({ outbox, events, sessions }: Tables, result: DeliveryResult, now: number): void {
  const session = outbox.settle(result, now);
  if (session === undefined || !result.event) return;
  const last = sessions.lastEvents(session);
  if (last !== undefined) sessions.setLastEvents(session, events.append(session, last, eventRows([result.event])));
}

/** Turns due timers into inputs; gives the lanes that got one. */
export function fireTimers(tables: Tables, now: number, limit: number): string[] {
  const timers = tables.timers.take(now, limit);
  for (const timer of timers) tables.inbox.accept(inputRow(timerInput(timer)));
  return [...new Set(timers.map((timer) => timer.lane))];
}

/** Removes at most `limit` sessions that ended before a time, with what belongs to them. Gives how many there were. */
export function removeEnded(tables: Tables, before: number, limit: number): number {
  const ended = tables.sessions.ended(before, limit);
  for (const session of ended) removeSession(tables, session);
  return ended.length;
}

/** Removes a session with what belongs to it. */
export function removeSession(tables: Tables, session: EndedSession): void {
  tables.waits.replace(session.key, session.places, NO_PLACES);
  tables.events.remove(session.lastEvents);
  tables.outbox.removeDead(session.id);
  tables.flowSessions.remove(session.key);
  tables.sessions.remove(session);
}
