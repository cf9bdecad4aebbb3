import type { Program, ProgramNode } from "../program.js";

/** What starts a flow is no part of it in the documents of the four systems. */
export function isEntry(node: ProgramNode): boolean {
  return node.step.startsWith("entry-");
}

/** The nodes of a Program that a document can hold. */
export function stepsOf(program: Program): Program["nodes"] {
  return Object.fromEntries(Object.entries(program.nodes).filter(([, node]) => !isEntry(node)));
}
