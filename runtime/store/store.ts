import type { JsonObject } from "../json.js";
import type { Effect, RecordedEvent } from "../session/event.js";
import type { Input } from "../session/input.js";
import type { Session, SessionStatus } from "../session/session.js";

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

/** A part of a list: `limit` items, after the first `offset`. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface DefinitionsQuery extends Page {
  readonly kind?: string;
  readonly owner?: string;
}

export interface SessionsQuery extends Page {
  /** Those that started up to this time, milliseconds since 1970 UTC. */
  readonly startedTo?: number;
  /** Only those that are about a call. */
  readonly withCall?: boolean;
}

/** What is left out does not matter. Times are milliseconds since 1970 UTC, both ends included. */
export interface FlowSessionsQuery extends Page {
  readonly flow: string;
  readonly version?: number;
  readonly statuses?: readonly SessionStatus[];
  readonly startedFrom?: number;
  readonly startedTo?: number;
}

export interface MonthOfStarts {
  /** Such as `2021-07`, in UTC. */
  readonly month: string;
  readonly sessions: number;
}

export interface NewInput {
  /** Who sent it: a channel's id, `api`, `timer`. */
  readonly source: string;
  /** The sender's own id of it, where there is one; repeated ids are ignored. */
  readonly inputId?: string;
  readonly lane: string;
  /** The session it is for; absent: it is yet to be decided. */
  readonly session?: string;
  readonly at: number;
  readonly input: Input;
}

export interface Accepted {
  readonly id: string;
  readonly duplicate: boolean;
}

export interface StoredInput extends NewInput {
  readonly id: string;
  /** Attempts that ended in a defect. */
  readonly attempts: number;
  /** What the last of them said, or why the input was rejected. */
  readonly lastError?: string;
}

export interface LaneLock {
  release(): Promise<void>;
}

export interface StoredSession {
  readonly revision: number;
  readonly session: Session;
}

/** Everything that one sprint changes. */
export interface Commit {
  /** Sessions made or changed, with the revision they were read at (0: new); the commit makes it one higher. */
  readonly sessions: readonly SessionCommit[];
  /** The contact, with the revision it was read at, and all its URNs. A URN that another contact has stays with that one. */
  readonly contact?: {
    readonly id: string;
    readonly revision: number;
    readonly document: JsonObject;
    readonly urns: readonly string[];
  };
  /** The lane that it was made in. Where the right to it was lost meanwhile (`lockLane`), nothing is committed: StoreUnavailable. */
  readonly lane?: string;
  /** The input that caused it: acknowledged with the commit. Acknowledging it again is no error. */
  readonly acknowledge?: string;
  /** Inputs for other lanes that follow from it. */
  readonly forward?: readonly NewInput[];
}

/**
 * A session's part of a commit. The timers and resting tokens of a session that has ended are taken as none; its waits are kept
 * (a call that is still to hang up is found by one).
 */
export interface SessionCommit {
  readonly session: Session;
  readonly revision: number;
  readonly status: SessionStatus;
  readonly events: readonly RecordedEvent[];
  readonly effects: readonly Effect[];
  /**
   * All timers of the session: replaces what it had. A timer fires once: commits that repeat it (same token, same time) after it
   * has fired do not set it again.
   */
  readonly timers: readonly { readonly token: string; readonly due: number }[];
  /** All findable waits of the session: replaces what it had. */
  readonly waits: readonly { readonly token: string; readonly key: string }[];
  /** All resting tokens by node, for the counts in the editor. */
  readonly resting: readonly { readonly flow: string; readonly node: string; readonly detached: boolean }[];
}

export interface StoredEffect extends Effect {
  readonly attempts: number;
  readonly due: number;
  readonly lastError?: string;
}

export type DeliveryResult = {
  readonly key: string;
  /** What the effect's session is told of it: added to its events with the result, also where it has ended. */
  readonly event?: RecordedEvent;
} & (
  | {
      readonly delivered: true;
      /** The provider's ids of the message. */
      readonly externalIds?: readonly string[];
    }
  | {
      readonly delivered: false;
      readonly error: string;
      /** Absent: given up. */
      readonly retryAt?: number;
    }
);

export interface NewContact {
  readonly id: string;
  readonly document: JsonObject;
  readonly urns: readonly string[];
}

export interface StoredContact {
  readonly id: string;
  readonly revision: number;
  readonly document: JsonObject;
}

export interface NewDefinition {
  readonly id: string;
  /** Format it came in: goflow, voipbin, 8x8, metaflows, node-red. */
  readonly kind: string;
  /** Whose it is, where an API keeps the flows of several accounts apart. */
  readonly owner?: string;
  readonly name: string;
  readonly at: number;
  /** The document as posted, and its Program. */
  readonly document: JsonObject;
  readonly program: JsonObject;
}

export interface StoredDefinition extends NewDefinition {
  readonly version: number;
  readonly deleted: boolean;
}

export interface StoredEvent extends RecordedEvent {
  readonly sequence: number;
  readonly session: string;
}

/** What a process has to know of others on the same store. */
export type StoreNews =
  /** A lane has inputs that nobody else is going to run. */
  | { readonly about: "lane"; readonly lane: string }
  /** There are timers that are overdue. */
  | { readonly about: "timers" }
  /** There are effects to deliver that were made or held up elsewhere. */
  | { readonly about: "effects" }
  /** There are new events. */
  | { readonly about: "events" }
  /** A definition has a new version, or one less. */
  | { readonly about: "definition"; readonly id: string }
  /** The process that held detached tokens of a session is gone. */
  | { readonly about: "detached"; readonly session: string; readonly lane: string }
  /** News may have been missed. */
  | { readonly about: "anything" };

export interface StoreStatistics {
  readonly sessionsByStatus: Readonly<Record<string, number>>;
  readonly pendingInputs: number;
  readonly rejectedInputs: number;
  /** Effects that are neither delivered nor dead. */
  readonly pendingEffects: number;
  readonly deadEffects: number;
  readonly timers: number;
}
