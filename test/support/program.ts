import type { JsonObject } from "../../runtime/json.js";
import type { Program, ProgramNode } from "../../runtime/program.js";

/** Where exits lead: one name is that of the next node by `next`, several fork; a record names other exits. */
type Exits = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/** A Program of these nodes that starts at the first. */
export function flow(id: string, nodes: readonly ProgramNode[], fields: Partial<Program> = {}): Program {
  return {
    id,
    name: id,
    type: "any",
    start: nodes.slice(0, 1).map((node) => node.id),
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    ...fields,
  };
}

export function step(
  id: string,
  type: string,
  options: JsonObject = {},
  exits: Exits = [],
  fields: Partial<ProgramNode> = {},
): ProgramNode {
  return { id, step: type, options, exits: wires(exits), ...fields };
}

/** Sends a text to the contact. */
export function say(id: string, text: string, exits: Exits = []): ProgramNode {
  return step(id, "contact-send_msg", { text }, exits);
}

/** Waits for a message, saves it as the result of the node's name, and goes on; or after `timeout` seconds by its exit. */
export function ask(id: string, answered: string | readonly string[] = [], timeout?: [number, string]): ProgramNode {
  const options = {
    wait: { type: "msg", ...(timeout && { timeout: { seconds: timeout[0], category_uuid: "late" } }) },
    operand: "@input.text",
    categories: [
      { uuid: "any", name: "Any" },
      { uuid: "late", name: "Late" },
    ],
    default_category_uuid: "any",
    result_name: id,
  };
  return step(id, "contact-switch", options, { any: answered, ...(timeout && { late: timeout[1] }) });
}

/** Runs another flow. */
export function enterFlow(id: string, called: string, exits: Exits = [], terminal = false): ProgramNode {
  return step(id, "contact-enter_flow", { flow: { uuid: called, name: called }, ...(terminal && { terminal }) }, exits);
}

/** Nodes that are visited as one; only exits that have a document's id lead out of the block. */
export function block(id: string, nodes: readonly ProgramNode[]): ProgramNode[] {
  return nodes.map((node, index) => ({
    ...node,
    block: id,
    ...(index === nodes.length - 1 && { exitIds: exitIds(node) }),
  }));
}

function exitIds(node: ProgramNode): Record<string, string> {
  const names = Object.keys(node.exits);
  return Object.fromEntries((names.length > 0 ? names : ["next"]).map((name) => [name, `${node.id}-${name}`]));
}

function wires(exits: Exits): Record<string, readonly string[]> {
  if (typeof exits === "string") return { next: [exits] };
  if (Array.isArray(exits)) return { next: exits as readonly string[] };
  return Object.fromEntries(
    Object.entries(exits as Record<string, string | readonly string[]>).map(([exit, to]) => [
      exit,
      typeof to === "string" ? [to] : to,
    ]),
  );
}
