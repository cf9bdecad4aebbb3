import type { Json, JsonObject } from "./json.js";

/** Decides which steps a flow may hold: GoFlow's flow types, and `any` for flows that mix families or run without a contact. */
export type FlowType = "messaging" | "messaging_background" | "messaging_offline" | "voice" | "any";

/**
 * A flow as data. Documents of the four systems are read into Programs and written from them; a Node-RED tab is a Program
 * one can see.
 */
export interface Program {
  readonly id: string;
  readonly name: string;
  readonly type: FlowType;
  /** Number that the system it comes from gave to this state of it. */
  readonly revision?: number;
  /** Base language of the flow's texts, ISO 639-3, where it has one. */
  readonly language?: string;
  /** Minutes after which a waiting run expires; negative: never; absent: the host's setting. */
  readonly expireAfterMinutes?: number;
  /** Id of the flow that is started when a session with this one has ended. */
  readonly onComplete?: string;
  /** GoFlow's translations: language -> item uuid -> property -> texts. */
  readonly localization?: Localization;
  /** Ids of the nodes that get a token when the flow is entered; none: the flow ends at once. */
  readonly start: readonly string[];
  readonly nodes: Readonly<Record<string, ProgramNode>>;
  /** What a document format needs beside the Program to write the same document again (editor hints, unknown keys). */
  readonly source?: { readonly format: string; readonly rest: Json };
}

export type Localization = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
>;

/** One step in a Program, with its options and what its exits lead to. */
export interface ProgramNode {
  readonly id: string;
  /** Type id of the step: `<family>-<documented name>`, such as `contact-send_msg`. */
  readonly step: string;
  readonly name?: string;
  readonly options: JsonObject;
  /** Exit id -> ids of the nodes it is wired to; two ids fork. */
  readonly exits: Readonly<Record<string, readonly string[]>>;
  /**
   * Id of the block that the step belongs to: several steps that are visited as one (the actions and the router of a
   * GoFlow node). In the editor a block is a group.
   */
  readonly block?: string;
  /** Ids that the source document gives to exits. In a block, an exit with such an id is one that leaves the block. */
  readonly exitIds?: Readonly<Record<string, string>>;
  /**
   * Exit id -> id of a node in a flow that called this one: an exit that is not wired leads there, out of this flow. Where no
   * flow has such a node, all of them end (voipbin-flow.md section 2, natural successor and lookup).
   */
  readonly outward?: Readonly<Record<string, string>>;
}

/** Which flow a run is of: a deployed tab, or one version of a definition. */
export interface FlowRef {
  readonly id: string;
  readonly name?: string;
  /** Version of a definition; absent for tabs, whose deployed state is the only one. */
  readonly version?: number;
  /** Number that the system it comes from gave to this state of it. */
  readonly revision?: number;
}
