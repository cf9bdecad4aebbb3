import type { JsonObject } from "../json.js";
import type { Effect, RecordedEvent } from "../session/event.js";
import type { Input } from "../session/input.js";
import type { Session, SessionStatus } from "../session/session.js";

/*
 * What goes into a store and comes out of it (`store.ts`). Times are milliseconds since 1970 UTC.
 */

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
