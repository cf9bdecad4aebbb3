import type { Clock } from "../clock.js";
import { StoreUnavailable } from "./errors.js";
import { timerInput } from "./inputs.js";
import { MemoryContacts } from "./memory/contacts.js";
import { MemoryDefinitions } from "./memory/definitions.js";
import { MemoryEvents } from "./memory/events.js";
import { MemoryInbox } from "./memory/inbox.js";
import { MemoryOutbox } from "./memory/outbox.js";
import { MemorySessions } from "./memory/sessions.js";
import { MemoryStarts } from "./memory/starts.js";
import { MemoryTimers } from "./memory/timers.js";
import { placesOf } from "./places.js";
import type * as contract from "./store.js";

/**
 * A store that forgets everything with its process: for tests and the bench. Documents are kept as JSON text, so that nobody
 * can change what is stored through an object that was given or taken.
 */
export class MemoryStore implements contract.Store {
  readonly #clock: Pick<Clock, "now">;
  readonly #inbox = new MemoryInbox();
  readonly #sessions = new MemorySessions();
  readonly #timers = new MemoryTimers();
  readonly #outbox = new MemoryOutbox();
  readonly #contacts = new MemoryContacts();
  readonly #definitions = new MemoryDefinitions();
  readonly #starts = new MemoryStarts();
  readonly #events = new MemoryEvents();
  #closed = false;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  accept = (input: contract.NewInput) => this.#do(() => this.#inbox.accept(input));
  pendingLanes = (limit: number) => this.#do(() => this.#inbox.pendingLanes(limit));
  inputs = (lane: string, limit: number) => this.#do(() => this.#inbox.inputs(lane, limit));
  noteAttempt = (id: string, error: string) => this.#do(() => this.#inbox.noteAttempt(id, error));
  rejectInput = (id: string, error: string) => this.#do(() => this.#inbox.reject(id, error));
  rejectedInputs = (limit: number) => this.#do(() => this.#inbox.rejected(limit));
  lockLane = () => this.#do(() => ({ release: async () => {} }));

  session = (id: string) => this.#do(() => this.#sessions.get(id));
  openSessions = (lane: string) => this.#do(() => this.#sessions.open(lane));
  sessionsWaitingFor = (key: string) => this.#do(() => this.#sessions.waitingFor(key));
  sessionsOfContact = (contact: string, limit: number) => this.#do(() => this.#sessions.ofContact(contact, limit));
  sessions = (query: contract.SessionsQuery) => this.#do(() => this.#sessions.list(query));
  sessionOfCall = (call: string) => this.#do(() => this.#sessions.ofCall(call));
  sessionsOfFlow = (query: contract.FlowSessionsQuery) => this.#do(() => this.#sessions.ofFlow(query));
  startsByMonth = (owner: string) => this.#do(() => this.#starts.byMonth(owner));
  sessionsWithDetachedTokens = () => this.#do(() => this.#sessions.withDetachedTokens());
  waitingByNode = (flow: string) => this.#do(() => this.#sessions.waitingByNode(flow));
  commit = (commit: contract.Commit) => this.#do(() => this.#commit(commit));

  fireTimers = (now: number, limit: number) => this.#do(() => this.#fireTimers(now, limit));
  nextTimerAt = () => this.#do(() => this.#timers.nextAt());

  dueEffects = (now: number, limit: number, except: readonly string[] = []) =>
    this.#do(() => this.#outbox.due(now, limit, except));
  nextEffectAt = () => this.#do(() => this.#outbox.nextAt());
  hastenEffects = (channel: string, now: number) => this.#do(() => this.#outbox.hasten(channel, now));
  settleEffects = (results: readonly contract.DeliveryResult[]) =>
    this.#do(() => results.forEach((result) => this.#settle(result)));
  keyOfMessage = (channel: string, externalId: string) =>
    this.#do(() => this.#outbox.keyOfMessage(channel, externalId));
  deadEffects = (limit: number) => this.#do(() => this.#outbox.dead(limit));
  reviveEffects = (keys: readonly string[], now: number) =>
    this.#do(() => keys.forEach((key) => this.#outbox.revive(key, now)));

  contact = (id: string) => this.#do(() => this.#contacts.get(id));
  contactByUrn = (identity: string) => this.#do(() => this.#contacts.byUrn(identity));
  contacts = (page: { after: string; limit: number }) => this.#do(() => this.#contacts.list(page));
  createContact = (contact: contract.NewContact) => this.#do(() => this.#contacts.create(contact));

  addDefinition = (definition: contract.NewDefinition) => this.#do(() => this.#definitions.add(definition));
  definition = (id: string, version?: number) => this.#do(() => this.#definitions.get(id, version));
  definitions = (query: contract.DefinitionsQuery) => this.#do(() => this.#definitions.list(query));
  definitionVersions = (id: string, page: contract.Page) => this.#do(() => this.#definitions.versions(id, page));
  deleteDefinition = (id: string, version?: number) => this.#do(() => this.#definitions.delete(id, version));

  events = (session: string) => this.#do(() => this.#events.ofSession(session));
  eventsAfter = (sequence: number, limit: number) => this.#do(() => this.#events.after(sequence, limit));

  lastSequence = () => this.#do(() => this.#events.last());

  removeSession = (id: string) => this.#do(() => this.#removeSession(id));
  prune = (endedBefore: number) => this.#do(() => this.#prune(endedBefore));
  readonly follow: contract.Store["follow"] = () => {};
  statistics = () =>
    this.#do(() => ({
      sessionsByStatus: this.#sessions.countByStatus(),
      ...this.#inbox.statistics(),
      ...this.#outbox.statistics(),
      timers: this.#timers.count(),
    }));

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** Every operation is one synchronous piece, and so is never seen half done. */
  async #do<T>(operation: () => T): Promise<T> {
    if (this.#closed) throw new StoreUnavailable("The store is closed.");
    return operation();
  }

  #settle(result: contract.DeliveryResult): void {
    const session = this.#outbox.settle(result, this.#clock.now());
    if (session !== undefined && result.event && this.#sessions.get(session))
      this.#events.append(session, [result.event]);
  }

  #commit({ sessions, contact, acknowledge, forward = [] }: contract.Commit): void {
    for (const one of sessions) this.#sessions.check(one);
    if (contact) this.#contacts.check(contact);
    for (const one of sessions) {
      const had = this.#sessions.places(one.session.id);
      this.#sessions.commit(one);
      if (one.revision === 0) this.#countStart(one);
      this.#timers.replace(one.session.id, had.timers, placesOf(one).timers);
      this.#events.append(one.session.id, one.events);
      this.#outbox.add(one.effects, this.#clock.now());
    }
    if (contact) this.#contacts.commit(contact);
    if (acknowledge !== undefined) this.#inbox.acknowledge(acknowledge);
    for (const input of forward) this.#inbox.accept(input);
  }

  #countStart({ session }: contract.SessionCommit): void {
    const owner = this.#definitions.owner(session.flow.id);
    if (owner !== undefined) this.#starts.add(owner, session.startedAt);
  }

  #fireTimers(now: number, limit: number): string[] {
    const lanes = new Set<string>();
    for (const { session, token, at } of this.#timers.take(now, limit)) {
      const lane = this.#sessions.openLane(session);
      if (lane === undefined) continue;
      this.#inbox.accept(timerInput({ session, lane, token, due: at }));
      lanes.add(lane);
    }
    return [...lanes];
  }

  #removeSession(id: string): boolean {
    if (!this.#sessions.remove(id)) return false;
    this.#events.prune(id);
    this.#outbox.removeDead(id);
    return true;
  }

  #prune(endedBefore: number): number {
    const gone = this.#sessions.ended(endedBefore);
    for (const session of gone) this.#removeSession(session);
    this.#outbox.prune(endedBefore);
    this.#inbox.prune(endedBefore);
    return gone.length;
  }
}
