import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { FamilyName } from "../../step.js";

/** A node of a tab as Node-RED exports and deploys it. */
export interface TabNode extends JsonObject {
  readonly id: string;
  readonly type: string;
}

/** The node that says what flow a tab is: its options are the flow's own data, its wires lead to the first steps. */
export const FLOW_NODE = "entry-flow";

const families: readonly FamilyName[] = ["entry", "contact", "call", "workflow", "metaflow"];

/** Nodes that no token needs: notes to people, and places where messages can be looked at. */
const onlooking: readonly string[] = ["comment", "debug"];

/** Nodes that only carry a wire on. */
const carrying: readonly string[] = ["junction", "link in", "link out"];

export function isTabNode(value: unknown): value is TabNode {
  return isJsonObject(value) && typeof value.id === "string" && typeof value.type === "string";
}

export type NodeRole = "tab" | "group" | "config" | "flow" | "step" | "carrying" | "onlooking" | "core";

/** What a node is to a flow. Config nodes have no place on the canvas. */
export function roleOf(node: TabNode): NodeRole {
  if (node.type === "tab" || node.type === "group") return node.type;
  if (node.type === FLOW_NODE) return "flow";
  if (families.some((family) => node.type.startsWith(`${family}-`)) && isJsonObject(node.options)) return "step";
  if (carrying.includes(node.type)) return "carrying";
  if (onlooking.includes(node.type)) return "onlooking";
  return node.wires === undefined && node.x === undefined ? "config" : "core";
}

/** The wires of each port. */
export function wiresOf(node: TabNode): readonly (readonly string[])[] {
  return isList(node.wires) ? node.wires.map(texts) : [];
}

/** The texts in a list, of a value from outside. */
export function texts(value: Json | undefined): readonly string[] {
  return isList(value) ? value.filter((each) => typeof each === "string") : [];
}

function isList(value: Json | undefined): value is Json[] {
  return Array.isArray(value);
}

/** How a message calls a node. */
export function nameOf(node: TabNode): string {
  return typeof node.name === "string" && node.name !== "" ? node.name : node.id;
}
