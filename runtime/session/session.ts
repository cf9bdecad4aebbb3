import type { Json, JsonObject } from "../json.js";
import type { FlowRef, FlowType, Program } from "../program.js";
import type { Call } from "./call.js";
import type { Input, InputType, Message } from "./input.js";

/** Statuses of DESIGN; drawn in `lifecycle.ts`. `active` is only seen inside a sprint. */
export type SessionStatus = "active" | "waiting" | "suspended" | "completed" | "failed" | "expired" | "interrupted";

export type RunStatus = "active" | "waiting" | "completed" | "failed" | "expired" | "interrupted";

/** Version of the snapshot's layout; `migrate.ts` brings older ones up to it when they are read. */
export const SNAPSHOT_VERSION = 2;

/**
 * One contact's (or call's) journey, as it is stored: plain JSON. Times are milliseconds since 1970 UTC.
 */
export interface Session {
  readonly version: typeof SNAPSHOT_VERSION;
  readonly id: string;
  status: SessionStatus;
  /** The queue that orders this session's inputs: one contact, one sprint at a time. */
  readonly lane: string;
  /** The flow that the session was started with. */
  readonly flow: FlowRef;
  readonly type: FlowType;
  /** Id of the contact, where there is one. */
  readonly contact?: string;
  /** Id of the channel that the session talks on, where nothing more specific is known. */
  channel?: string;
  readonly startedAt: number;
  endedAt?: number;
  /** When somebody had it removed: it is not listed any more, and goes with the others that have ended. */
  removedAt?: number;
  /** Counts sprints, from 1; part of the ids of effects. */
  sprint: number;
  /** Steps entered since the start, for `maxStepsPerSession`. */
  steps: number;
  runs: Run[];
  /** What started the session. */
  readonly trigger: Trigger;
  /** The last message received, as GoFlow's input. */
  input?: Message;
  /** When it was received. */
  inputAt?: number;
  /** The same as the document wrote it that brought the input (ISO 8601, with its own offset and digits). */
  inputOn?: string;
  /** Environment of the contact family (GoFlow), where the trigger brought one. */
  environment?: JsonObject;
  /** Call family: `${name}` -> value. */
  variables: Record<string, string>;
  /** Workflow family: `data`. */
  data: JsonObject;
  /** The call that the session is about, where there is one. */
  call?: Call;
  /** What metaflow collectors have collected so far, by endpoint; those that collect nothing are not here. */
  collectors?: Record<string, Collection>;
  /** Times that no resting token waits for, by a name of the family that set them: a `timeout` input with that name comes then. */
  timers?: Record<string, number>;
  /** A node that the session was told to go to when its current step is through. */
  forward?: string;
  /** Inputs that came while the session was suspended, in order. */
  held?: Input[];
  /** By which it is found from outside, whatever it waits for, such as `dtmf:<id of a call it made>`. */
  keys?: string[];
  /** Facts that a family keeps beside these, under its own name. */
  notes?: JsonObject;
}

export interface Trigger {
  readonly type: string;
  readonly at: number;
  readonly params?: JsonObject;
  readonly [key: string]: Json | undefined;
}

/** Digits that a metaflow collector has heard since its binding digit. */
export interface Collection {
  /** The leg that pressed them. */
  readonly leg: string;
  /** Without the binding digit. */
  readonly collected: string;
  /** When silence ends it, milliseconds since 1970 UTC. */
  readonly deadline: number;
  /** Its keys have had their meaning (they took a transfer back): it is judged as matching nothing. */
  spent?: boolean;
}

/** What the modules of a metaflow are told of its start, at any depth. */
export interface MetaflowTrigger {
  /** The leg that pressed the keys, or that a program addressed. */
  readonly leg: string;
  /** The endpoint whose collector heard them. */
  readonly endpoint?: string;
  /** The whole of the digits and the groups found in them, where a pattern matched. */
  readonly collected?: string;
  readonly captures?: readonly string[];
}

/** One flow inside a session. */
export interface Run {
  readonly id: string;
  readonly flow: FlowRef;
  /** The run that called this one, and the token that waits there for it. */
  readonly parent?: { readonly run: string; readonly token?: string };
  /** Actions that were brought at run time (fetch, inline actions) have no definition elsewhere: the run holds them. */
  readonly program?: Program;
  /** What the run is for: the conversation, or modules of a metaflow beside it. */
  readonly role: "main" | "metaflow";
  /** The keys that started a metaflow. */
  metaflow?: MetaflowTrigger;
  status: RunStatus;
  tokens: Token[];
  path: PathStep[];
  results: Record<string, Result>;
  /** GoFlow's `@webhook`: the last webhook's JSON; null: it was forgotten. */
  webhook?: Json;
  /** What becomes of it after a wait, where GoFlow's rule holds (`webhookAfterWait`). */
  savedWebhook?: SavedWebhook;
  /** Counters and other state that steps keep for this run, by node id. */
  memory: Record<string, Json>;
  readonly startedAt: number;
  modifiedAt: number;
  endedAt?: number;
  expiresAt?: number;
  /** The flow that follows when the session ends, as the run's own flow said when it started. */
  readonly onComplete?: string;
}

/** What is left of a run's webhooks when its session rests, under GoFlow's rule (goflow.md section 25, quirk). */
export interface SavedWebhook {
  /** The path step that is looked at. */
  readonly step: string;
  /** It has called a webhook. */
  readonly called: boolean;
  /** Its first result. */
  readonly result?: { readonly extra?: Json };
  /** The first result's extra of the last step that has both. */
  readonly extra?: Json;
}

/** One visit of a node (or of a block), as GoFlow's path records it. */
export interface PathStep {
  readonly id: string;
  /** Block id, or node id where the step is in no block. */
  readonly node: string;
  readonly at: number;
  /** The exit it was left by: the document's exit id, else the exit's own id. */
  exit?: string;
}

/** A saved result (GoFlow's run result). */
export interface Result {
  name: string;
  value: string;
  category?: string;
  category_localized?: string;
  node_uuid: string;
  input?: string;
  extra?: Json;
  created_on: string;
}

/** A token that rests between sprints: parked at a step's wait, or held by a core node ("detached"). */
export type Token = WaitingToken | DetachedToken;

interface RestingToken {
  readonly id: string;
  /** The node where it rests. */
  readonly node: string;
  /** The path step that it is in. */
  readonly step?: string;
  /** The message's own JSON properties (wires host), kept for the reply. */
  readonly message?: JsonObject;
}

export interface WaitingToken extends RestingToken {
  readonly wait: Wait;
}

export interface DetachedToken extends RestingToken {
  readonly detached: true;
}

/** Whether the wait of a suspended session's token is over already: what ended it takes effect when the session is resumed. */
export function isOver({ held = [] }: Session, token: Token): boolean {
  return held.some((input) => input.type === "timeout" && input.token === token.id);
}

export function isWaiting(token: Token): token is WaitingToken {
  return "wait" in token;
}

/** What a parked token waits for. */
export interface Wait {
  /** Types of input that may end it. */
  readonly for: readonly InputType[];
  /** When the `timeout` input comes, if nothing else did. */
  readonly until?: number;
  /** Waits for `media`: id of the effect that started it. What played before may end late, and concerns nobody any more. */
  readonly media?: string;
  /** Makes the wait findable from outside its contact, such as `reply:sms:6512345678`. */
  readonly key?: string;
  /** At a first node of a flow that has not begun: the node is entered when it does. */
  readonly begin?: true;
  /** An input resumes every token whose wait shares it, and one whose wait does not. */
  readonly shared?: boolean;
  /** A called flow: what happens when it has ended. Such a wait is the engine's own; the step is not asked. */
  readonly child?: { readonly run: string; readonly then: AfterCall };
  /** What the step wants to remember. */
  readonly data?: JsonObject;
}

/** Where a token goes on after a called flow: out of an exit, or into the node it rests at (which learns that it was there before). */
export type AfterCall = { readonly exit: string } | { readonly enter: true };
