import type {
  Accepted,
  Commit,
  DefinitionsQuery,
  DeliveryResult,
  FlowSessionsQuery,
  LaneLock,
  MonthOfStarts,
  NewContact,
  NewDefinition,
  NewInput,
  Page,
  SessionsQuery,
  StoreNews,
  StoreStatistics,
  StoredContact,
  StoredDefinition,
  StoredEffect,
  StoredEvent,
  StoredInput,
  StoredSession,
} from "./records.js";

export type * from "./records.js";

/**
 * The contract of the session store (DESIGN, "The session store"). Everything is durable when its promise resolves. Every
 * implementation passes `test/store/contract.ts`.
 *
 * Errors: `StoreUnavailable` when the store cannot write or read now (disk full, locked, connection gone): nothing of the
 * operation has happened, and it may be tried again. `RevisionConflict` from `commit` when somebody else committed first.
 */
export interface Store {
  /** Makes an input durable. A repeated `inputId` of the same `source` is answered with `duplicate: true` and has no effect. */
  accept(input: NewInput): Promise<Accepted>;

  /** Lanes that have inputs nobody has acknowledged, oldest first: the work that is left after a crash. */
  pendingLanes(limit: number): Promise<string[]>;
  /** The oldest inputs of a lane that are neither acknowledged nor rejected, at most `limit`. */
  inputs(lane: string, limit: number): Promise<StoredInput[]>;
  /** Notes that a sprint of this input ended in a defect. Gives the number of attempts so far; 0 when it is not pending. */
  noteAttempt(id: string, error: string): Promise<number>;
  /** Takes an input that cannot be processed out of its lane; it is kept for inspection. No error when it is not pending. */
  rejectInput(id: string, error: string): Promise<void>;
  /** Inputs that were rejected, newest first. */
  rejectedInputs(limit: number): Promise<StoredInput[]>;
  /**
   * The right to run sprints of a lane. Undefined when another process has it, which is told (`StoreNews`) and then runs what there
   * is. One process alone always gets it.
   */
  lockLane(lane: string): Promise<LaneLock | undefined>;

  session(id: string): Promise<StoredSession | undefined>;
  /** Sessions of a lane that have not ended, oldest first. */
  openSessions(lane: string): Promise<StoredSession[]>;
  /** Sessions with an open wait of this key, each once, oldest wait first. A wait keeps its age while commits repeat it. */
  sessionsWaitingFor(key: string): Promise<{ session: string; lane: string }[]>;
  /** Sessions by contact, newest first, ended ones included. */
  sessionsOfContact(contact: string, limit: number): Promise<StoredSession[]>;
  /** All sessions, newest first, ended ones included. */
  sessions(query: SessionsQuery): Promise<StoredSession[]>;
  /** The newest session about a call, also when it has ended. */
  sessionOfCall(call: string): Promise<StoredSession | undefined>;
  /** Sessions by the flow that they were started with, newest first, ended ones included. */
  sessionsOfFlow(query: FlowSessionsQuery): Promise<StoredSession[]>;
  /** How many sessions the flows of an owner have started, by month, newest month first; those that are pruned count too. */
  startsByMonth(owner: string): Promise<MonthOfStarts[]>;
  /** Open sessions that hold a detached token, but for those of other processes that live: what a restart has to tell. */
  sessionsWithDetachedTokens(): Promise<{ session: string; lane: string }[]>;
  /** How many tokens rest at each node of a flow, detached ones included. */
  waitingByNode(flow: string): Promise<Record<string, number>>;

  /** Commits a sprint: all of it or nothing. */
  commit(commit: Commit): Promise<void>;

  /** Turns the timers that are due into `timeout` inputs of their lanes (at most `limit`), and says which lanes got work. */
  fireTimers(now: number, limit: number): Promise<string[]>;
  /** When the next timer is due; undefined without timers. */
  nextTimerAt(): Promise<number | undefined>;

  /**
   * Effects that are due for delivery, longest due first. An effect is given only when every earlier effect of its session for the
   * same channel is delivered or dead, so that they are delivered in the order of their making, and a channel that fails (a
   * webhook's server) keeps no other (the telephone's) waiting. Those for the channels `except`, or queues of theirs (`queueOf`),
   * are passed over. No two processes are given the same effect.
   */
  dueEffects(now: number, limit: number, except?: readonly string[]): Promise<StoredEffect[]>;
  /** When the next effect is due (in the past: is waiting for delivery); undefined without undelivered effects. */
  nextEffectAt(): Promise<number | undefined>;
  /** Makes the effects for a channel, and for queues of its own, due now that wait for another attempt; they have all attempts again. */
  hastenEffects(channel: string, now: number): Promise<void>;
  /** Notes the results of deliveries. */
  settleEffects(results: readonly DeliveryResult[]): Promise<void>;
  /** The key of the effect that a channel's provider knows by this id; undefined: none is known, or no more. */
  keyOfMessage(channel: string, externalId: string): Promise<string | undefined>;
  /** Effects that were given up, newest first. */
  deadEffects(limit: number): Promise<StoredEffect[]>;
  /** Gives dead effects another round of attempts. Keys of effects that are not dead mean nothing. */
  reviveEffects(keys: readonly string[], now: number): Promise<void>;

  contact(id: string): Promise<StoredContact | undefined>;
  /** By URN identity (`scheme:path`, no query or display): the form of all URNs in this contract. */
  contactByUrn(identity: string): Promise<StoredContact | undefined>;
  /** All contacts in the order of their ids, those after an id (`""`: from the first). */
  contacts(page: { readonly after: string; readonly limit: number }): Promise<StoredContact[]>;
  /** Creates the contact, or gives the one that already has one of its URNs (`created: false`). */
  createContact(contact: NewContact): Promise<StoredContact & { created: boolean }>;

  /** Adds a version of a definition: 1 for a new id, else the next. Gives the version. */
  addDefinition(definition: NewDefinition): Promise<number>;
  /** A version of a definition, by default the newest that is not deleted. */
  definition(id: string, version?: number): Promise<StoredDefinition | undefined>;
  /** Newest versions (of those not deleted) of the definitions, the definition that was first added last comes first. */
  definitions(query: DefinitionsQuery): Promise<StoredDefinition[]>;
  /** The versions of a definition that are not deleted, newest first. */
  definitionVersions(id: string, page: Page): Promise<StoredDefinition[]>;
  /** Marks a version (or all) deleted: gone for new sessions, readable for those that run. False: there was none. */
  deleteDefinition(id: string, version?: number): Promise<boolean>;

  /** Recorded events of a session, oldest first. */
  events(session: string): Promise<StoredEvent[]>;
  /** Events of all sessions after a sequence number, oldest first. */
  eventsAfter(sequence: number, limit: number): Promise<StoredEvent[]>;
  /** The sequence number of the newest event there is; 0 without events. */
  lastSequence(): Promise<number>;

  /** Removes a session that has ended, as pruning does. False: there is none, or it has not ended. */
  removeSession(id: string): Promise<boolean>;
  /**
   * Removes sessions that ended before `endedBefore`, with their events and dead effects, and rejected inputs, remembered
   * input ids and providers' ids of messages that are as old. Gives how many sessions went.
   */
  prune(endedBefore: number): Promise<number>;
  /**
   * Tells the listener from now on what other processes did with the store that this one has to know. Where one process has the
   * store for itself, there is nothing to tell.
   */
  follow(listener: (news: StoreNews) => void): void;
  /** Sizes for `/health` and `/metrics`. */
  statistics(): Promise<StoreStatistics>;
  close(): Promise<void>;
}
