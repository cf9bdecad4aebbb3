import type { Program, ProgramNode } from "../program.js";
import type { Problems } from "./result.js";

/** The one step that a flow starts with. Formats without forks cannot say more than one, nor a start that leads nowhere. */
export function onlyStart(program: Program, problems: Problems): string | undefined {
  if (program.start.length > 1) problems.add("start", "starts with several steps at once; this format has one start");
  if (program.start.length === 0 && Object.keys(program.nodes).length > 0) problems.add("start", "leads to no step");
  return program.start[0];
}

/** The one step that an exit leads to. */
export function onlyTarget(node: ProgramNode, exit: string, problems: Problems): string | undefined {
  const targets = Object.hasOwn(node.exits, exit) ? (node.exits[exit] ?? []) : [];
  if (targets.length > 1) problems.add(`exits/${exit}`, "leads to several steps at once; this format has no forks");
  return targets[0];
}
