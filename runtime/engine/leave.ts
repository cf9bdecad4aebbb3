import type { Json, JsonObject } from "../json.js";
import type { PathStep, Run } from "../session/session.js";
import type { Carry, Flow, FlowNode } from "./flow.js";
import { moveOutward } from "./outward.js";
import type { Sprint } from "./sprint.js";

/** A token about to leave a node. */
export interface Leaving {
  readonly run: Run;
  readonly flow: Flow;
  readonly node: FlowNode;
  readonly exits: readonly string[];
  readonly pathStep: PathStep | undefined;
  readonly carry?: Carry | undefined;
  readonly properties?: JsonObject | undefined;
  readonly payload?: Json | undefined;
}

/** In a block, only an exit that the document gives an id leaves it; the others lead to the block's next step. */
export function leavesBlock(node: FlowNode, exit: string): boolean {
  return node.block === undefined || node.exitIds?.[exit] !== undefined;
}

/** Lets a token out of its node: notes the exit in the path, and hands it to the host, or to a flow further out. */
export function leave(sprint: Sprint, leaving: Leaving): void {
  const { run, flow, node, pathStep } = leaving;
  run.modifiedAt = sprint.now();
  for (const exit of leaving.exits) {
    const outside = leavesBlock(node, exit);
    if (pathStep && outside) pathStep.exit = node.exitIds?.[exit] ?? exit;
    const outward = node.outward?.[exit];
    if (outward !== undefined && !flow.isWired(node, exit)) {
      moveOutward(sprint, run, { node: outward, ...(leaving.carry && { carry: leaving.carry }) });
      continue;
    }
    flow.depart({
      sprint,
      run,
      node,
      exit,
      ...(pathStep && !outside && { step: pathStep.id }),
      ...(leaving.carry && { carry: leaving.carry }),
      ...(leaving.properties && { properties: leaving.properties }),
      ...(leaving.payload !== undefined && { payload: leaving.payload }),
    });
  }
}
