import type { Format, Problem, ReadResult } from "../formats/index.js";
import type { Ids } from "../ids.js";
import type { Program } from "../program.js";
import { flowProblems } from "../validation.js";

/** Reads a document that came from outside, and checks the options of its steps as a deploy does. */
export function readFlow(format: Format, document: unknown, ids: Ids): ReadResult {
  const read = format.read(document, { ids });
  if ("problems" in read) return read;
  const problems = stepProblems(read.program);
  return problems.length > 0 ? { problems } : read;
}

/** What is wrong with the options of a flow's steps, and where. */
export function stepProblems({ name, type, nodes }: Program): Problem[] {
  return flowProblems({ name, type, nodes: Object.values(nodes) }).map(({ node, field, message }) => {
    const { block, step } = nodes[node] ?? {};
    // A step of a block is what its document calls an action or a router.
    const path = block === undefined ? node : `flow '${name}' / node ${block} / ${step} ${node}`;
    return { path, field, message };
  });
}
