import { capabilityProblems } from "../channels/requirements.js";
import type { Format, Problem, ReadResult } from "../formats/index.js";
import type { Program } from "../program.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { flowProblems } from "../validation/options.js";

/** What a document is read for: its ids, and the channels that its steps may need something of. */
type For = Pick<Switchboard, "ids" | "channels">;

/** Reads a document that came from outside, and checks its steps as a deploy does. */
export function readFlow(format: Format, document: unknown, { ids, channels }: For): ReadResult {
  const read = format.read(document, { ids });
  if ("problems" in read) return read;
  const problems = stepProblems(read.program, channels);
  return problems.length > 0 ? { problems } : read;
}

/** What is wrong with the options of a flow's steps, and which of them its channels cannot carry out. */
export function stepProblems({ name, type, nodes }: Program, channels: For["channels"]): Problem[] {
  const flow = { name, type, nodes: Object.values(nodes) };
  const order = Object.keys(nodes);
  return [...flowProblems(flow), ...capabilityProblems(flow, channels)].map(({ node, field, reason }) => {
    const { block, step } = nodes[node] ?? {};
    // A step of a block is what its document calls an action or a router. The ids of others may be none of the author's.
    const place = block === undefined ? `step ${order.indexOf(node) + 1} (${step})` : `node ${block} / ${step}`;
    return { path: `flow '${name}' / ${place} ${node}`, field, message: reason };
  });
}
