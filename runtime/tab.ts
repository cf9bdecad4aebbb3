import type { JsonObject } from "./json.js";

/**
 * A step as a node of a Node-RED tab. The options stand together under `options`, because a documented option may be called
 * `name` or `type` as Node-RED's own properties are. References to config nodes stand beside it as `ref_<option>`, where
 * Node-RED finds and keeps them.
 */
export interface StepNodeConfig {
  readonly id: string;
  readonly type: string;
  readonly z: string;
  readonly name: string;
  readonly options: JsonObject;
  /** The id that the node has in its Program; absent: Node-RED's own id. */
  readonly sid?: string;
  /** Block that the step belongs to (the group's `block`), and the document's ids of its exits. */
  readonly block?: string;
  readonly exitIds?: Readonly<Record<string, string>>;
  /** Where exits that are not wired lead to in a flow that called this one. */
  readonly outward?: Readonly<Record<string, string>>;
  readonly outputs: number;
  readonly x: number;
  readonly y: number;
  readonly g?: string;
  readonly wires: string[][];
}
