import { exitsOf } from "../step.js";
import type { ForwardInput, NextInput } from "../session/input.js";
import { isWaiting, type Run, type WaitingToken } from "../session/session.js";
import { leave } from "./leave.js";
import { holder, moveTo } from "./outward.js";
import { endRun, isLive } from "./runs.js";
import type { Sprint } from "./sprint.js";

/**
 * Sends the session to a node from outside: now, or when its current step is through. A node that is not to be found is
 * refused and changes nothing (voipbin-flow.md section 2, external control).
 */
export function forward(sprint: Sprint, input: ForwardInput): void {
  const { from, to } = forwardedRuns(sprint, input) ?? {};
  if (!from || !to) {
    sprint.record({ type: "error", text: `there is no step '${input.target}' to go to` });
    return;
  }
  if (!input.now) {
    sprint.session.forward = input.target;
    sprint.record({ type: "forward_action_set", target: input.target });
    return;
  }
  from.tokens = from.tokens.filter((token) => !isWaiting(token) || token.wait.child !== undefined);
  moveTo(sprint, from, to, { node: input.target });
}

/** The runs that a forward leaves and enters; undefined: there is no such node to go to. */
export function forwardedRuns(sprint: Sprint, { target }: ForwardInput): { from: Run; to: Run } | undefined {
  const from = waiting(sprint)?.run;
  const to = from && holder(sprint, from, target);
  return to && { from, to };
}

/**
 * Goes on from a node by its first exit. A request that quotes a node where nothing waits (it is stale) is refused; by the
 * limit `staleNext` it may also stop the session, as VoIPBIN does (DESIGN, call family, decision 9).
 */
export function next(sprint: Sprint, input: NextInput): void {
  const found = waiting(sprint, input.from);
  const flow = found && sprint.flowOf(found.run);
  const node = flow?.node(input.from);
  if (found && flow && node) {
    const { run, token } = found;
    run.tokens.splice(run.tokens.indexOf(token), 1);
    const pathStep = run.path.find((step) => step.id === token.step);
    const exits = exitsOf(node.step, node.options)
      .slice(0, 1)
      .map((exit) => exit.id);
    leave(sprint, { run, flow, node, exits, pathStep, properties: token.message });
    return;
  }
  sprint.record({ type: "next_refused", error: true, from: input.from });
  if (sprint.options.limits.staleNext === "stop") {
    for (const live of sprint.session.runs.filter(isLive)) endRun(sprint, live, "interrupted");
  }
}

/** What waits for an input: in the innermost flow that has such a wait, anywhere or at one node. */
export function waiting(sprint: Sprint, node?: string): { run: Run; token: WaitingToken } | undefined {
  for (const run of sprint.session.runs.toReversed()) {
    if (run.role !== "main" || !isLive(run)) continue;
    const token = run.tokens
      .filter(isWaiting)
      .find((token) => !token.wait.child && (node === undefined || token.node === node));
    if (token) return { run, token };
  }
  return undefined;
}
