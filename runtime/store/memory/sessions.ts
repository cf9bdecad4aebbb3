import type { Session, SessionStatus } from "../../session/session.js";
import { hasEnded } from "../../session/lifecycle.js";
import { RevisionConflict } from "../errors.js";
import { difference, holdsDetached, NO_PLACES, placesOf, type Places } from "../places.js";
import type { FlowSessionsQuery, SessionsQuery, SessionCommit, StoredSession } from "../store.js";

interface Entry {
  readonly revision: number;
  readonly status: SessionStatus;
  readonly lane: string;
  readonly contact?: string;
  readonly endedAt?: number;
  /** The Session as JSON. */
  readonly text: string;
  readonly places: Places;
}

export class MemorySessions {
  readonly #sessions = new Map<string, Entry>();
  /** Sets keep the order of insertion: oldest first. */
  readonly #openByLane = new SetMap();
  readonly #byContact = new SetMap();
  readonly #byFlow = new SetMap();
  readonly #byCall = new SetMap();
  readonly #byWaitKey = new SetMap();
  readonly #detached = new Set<string>();

  get(id: string): StoredSession | undefined {
    const entry = this.#sessions.get(id);
    return entry && { revision: entry.revision, session: JSON.parse(entry.text) as Session };
  }

  /** The lane of a session that can still take an input. */
  openLane(id: string): string | undefined {
    const entry = this.#sessions.get(id);
    return entry && !hasEnded(entry.status) ? entry.lane : undefined;
  }

  /** What the last commit of a session gave it. */
  places(id: string): Places {
    return this.#sessions.get(id)?.places ?? NO_PLACES;
  }

  open(lane: string): StoredSession[] {
    return this.#openByLane.get(lane).map((id) => this.get(id)!);
  }

  ofContact(contact: string, limit: number): StoredSession[] {
    const newest = this.#byContact.get(contact).reverse();
    return newest.slice(0, limit).map((id) => this.get(id)!);
  }

  list({ startedTo = Infinity, withCall = false, limit, offset }: SessionsQuery): StoredSession[] {
    return [...this.#sessions.keys()]
      .reverse()
      .map((id) => this.get(id)!)
      .filter(({ session }) => session.startedAt <= startedTo && (!withCall || session.call !== undefined))
      .sort((one, other) => other.session.startedAt - one.session.startedAt)
      .slice(offset, offset + limit);
  }

  ofCall(call: string): StoredSession | undefined {
    const [id] = this.#byCall.get(call).reverse();
    return id === undefined ? undefined : this.get(id);
  }

  ofFlow(query: FlowSessionsQuery): StoredSession[] {
    const { flow, version, statuses, startedFrom = -Infinity, startedTo = Infinity, limit, offset } = query;
    return this.#byFlow
      .get(flow)
      .reverse()
      .map((id) => this.get(id)!)
      .filter(({ session }) => version === undefined || session.flow.version === version)
      .filter(({ session }) => statuses === undefined || statuses.includes(session.status))
      .filter(({ session }) => session.startedAt >= startedFrom && session.startedAt <= startedTo)
      .slice(offset, offset + limit);
  }

  waitingFor(key: string): { session: string; lane: string }[] {
    const waits = this.#byWaitKey.get(key).map((wait) => (JSON.parse(wait) as [session: string, token: string])[0]);
    return [...new Set(waits)].map((session) => this.#withLane(session));
  }

  withDetachedTokens(): { session: string; lane: string }[] {
    return [...this.#detached].map((session) => this.#withLane(session));
  }

  waitingByNode(flow: string): Record<string, number> {
    const resting = [...this.#sessions.values()].flatMap((entry) => entry.places.resting);
    return count(resting.filter((token) => token.flow === flow).map((token) => token.node));
  }

  /** Throws RevisionConflict where the session is not at the revision that the commit was made from. */
  check({ session, revision }: SessionCommit): void {
    const current = this.#sessions.get(session.id)?.revision ?? 0;
    if (current !== revision) throw new RevisionConflict("session", session.id, revision);
  }

  commit(commit: SessionCommit): void {
    const { session, status } = commit;
    const { id, lane, contact, endedAt } = session;
    const places = copy(placesOf(commit));
    this.#moveWaits(id, this.places(id), places);
    this.#sessions.set(id, {
      revision: commit.revision + 1,
      status,
      lane,
      ...(contact !== undefined && { contact }),
      ...(endedAt !== undefined && { endedAt }),
      text: JSON.stringify(session),
      places,
    });
    if (hasEnded(status)) this.#openByLane.delete(lane, id);
    else this.#openByLane.add(lane, id);
    if (contact !== undefined) this.#byContact.add(contact, id);
    this.#byFlow.add(session.flow.id, id);
    if (session.call) this.#byCall.add(session.call.id, id);
    if (holdsDetached(places)) this.#detached.add(id);
    else this.#detached.delete(id);
  }

  /** Ids of the sessions that ended before a time. */
  ended(before: number): string[] {
    return [...this.#sessions].flatMap(([id, { status, endedAt }]) =>
      hasEnded(status) && endedAt !== undefined && endedAt < before ? [id] : [],
    );
  }

  /** Removes a session that has ended. False: there is none such. */
  remove(id: string): boolean {
    const entry = this.#sessions.get(id);
    if (!entry || !hasEnded(entry.status)) return false;
    const { contact, places, text } = entry;
    const { flow, call } = JSON.parse(text) as Session;
    this.#byFlow.delete(flow.id, id);
    if (call) this.#byCall.delete(call.id, id);
    this.#moveWaits(id, places, NO_PLACES);
    this.#sessions.delete(id);
    if (contact !== undefined) this.#byContact.delete(contact, id);
    return true;
  }

  countByStatus(): Record<string, number> {
    return count([...this.#sessions.values()].map((entry) => entry.status));
  }

  #moveWaits(id: string, had: Places, has: Places): void {
    const { removed, added } = difference(had.waits, has.waits);
    for (const { key, token } of removed) this.#byWaitKey.delete(key, JSON.stringify([id, token]));
    for (const { key, token } of added) this.#byWaitKey.add(key, JSON.stringify([id, token]));
  }

  #withLane(session: string): { session: string; lane: string } {
    return { session, lane: this.#sessions.get(session)!.lane };
  }
}

function copy(places: Places): Places {
  return JSON.parse(JSON.stringify(places)) as Places;
}

function count(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

class SetMap {
  readonly #sets = new Map<string, Set<string>>();

  get(key: string): string[] {
    return [...(this.#sets.get(key) ?? [])];
  }

  add(key: string, value: string): void {
    const set = this.#sets.get(key);
    if (set) set.add(value);
    else this.#sets.set(key, new Set([value]));
  }

  delete(key: string, value: string): void {
    const set = this.#sets.get(key);
    set?.delete(value);
    if (set?.size === 0) this.#sets.delete(key);
  }
}
