import type { Ids } from "../ids.js";
import type { Json, JsonObject } from "../json.js";
import type { FlowRef, FlowType, Localization, Program } from "../program.js";
import type { Run } from "../session/session.js";
import type { AnyStep } from "../step.js";
import type { Sprint } from "./sprint.js";

/**
 * A flow that can run: what a host makes of a Program or of a tab. The engine asks it for nodes and gives it the tokens that
 * leave them; the host brings each token to the next step by `Sprint.arrive`, at once or while the sprint waits for it.
 */
export interface Flow {
  readonly ref: FlowRef;
  readonly type: FlowType;
  readonly language?: string | undefined;
  readonly localization?: Localization | undefined;
  readonly expireAfterMinutes?: number | undefined;
  /** The document that the flow was made from, where no store has it: a tab's nodes. */
  readonly source?: { readonly format: string; readonly document: Json } | undefined;
  /** Id of the flow that is started when a session with this one has ended (voipbin-flow.md section 6). */
  readonly onComplete?: string | undefined;
  /** Nodes that get a token when the flow is entered. */
  readonly start: readonly string[];
  /** Why no session can be started with it; empty: it can. */
  readonly problems: readonly string[];
  node(id: string): FlowNode | undefined;
  /** Whether an exit leads anywhere. */
  isWired(node: FlowNode, exit: string): boolean;
  /** Carries a token out of an exit. */
  depart(departure: Departure): void;
  /** The JSON properties of a carried message that are to be kept while the token rests. */
  keep?(carry: Carry): JsonObject | undefined;
  /** Offers a failure to what the flow has for catching it; true: something took it, and a token travels there. */
  caught?(departure: Omit<Departure, "exit">, text: string): boolean;
}

/** A step in a flow, with its options as they were validated. */
export interface FlowNode {
  readonly id: string;
  readonly name?: string;
  readonly step: AnyStep;
  readonly options: JsonObject;
  readonly block?: string;
  readonly exitIds?: Readonly<Record<string, string>>;
  readonly outward?: Readonly<Record<string, string>>;
}

/** A host's own companion of a token between two steps (a Node-RED message). The engine only hands it on. */
export type Carry = { readonly message: unknown };

/** A token that leaves a node. */
export interface Departure {
  readonly sprint: Sprint;
  readonly run: Run;
  readonly node: FlowNode;
  readonly exit: string;
  /** The path step left, where the token stays inside its block. */
  readonly step?: string;
  readonly carry?: Carry;
  /** Properties kept while the token rested. */
  readonly properties?: JsonObject;
  /** What the step has to say to what comes next; `msg.payload` in the editor. */
  readonly payload?: Json;
}

/** Where flows come from: deployed tabs, definitions in the store, documents under test. */
export interface FlowSource {
  /** The flow of a run, in the version that it started with; undefined: there is none any more. */
  load(ref: FlowRef): Flow | undefined | Promise<Flow | undefined>;
  /** A flow that was brought at run time and is defined nowhere else. */
  ofProgram(program: Program): Flow;
  /** A document of a format (`voipbin` ...) that was brought at run time, as a Program; or what is wrong with it. */
  read(format: string, document: unknown, ids: Ids): Program | { readonly problems: readonly string[] };
}
