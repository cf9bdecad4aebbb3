import type { Run } from "../session/session.js";
import type { Carry } from "./flow.js";
import { endRun, parentOf } from "./runs.js";
import type { Sprint } from "./sprint.js";

/** The run that has this node: the given one, or the nearest of those that called it (voipbin-flow.md section 2, lookup). */
export function holder(sprint: Sprint, from: Run, target: string): Run | undefined {
  for (let run: Run | undefined = from; run; run = parentOf(sprint, run)) {
    if (sprint.flowOf(run)?.node(target)) return run;
  }
  return undefined;
}

/** Brings a token to a node of `to`; the runs between `from` and `to` are left for good. */
export function moveTo(sprint: Sprint, from: Run, to: Run, arrival: { node: string; carry?: Carry }): void {
  for (let run: Run | undefined = from; run && run !== to; run = parentOf(sprint, run)) {
    const parent = parentOf(sprint, run);
    const waited = run.parent?.token;
    endRun(sprint, run, "interrupted");
    if (parent && waited !== undefined) parent.tokens = parent.tokens.filter((token) => token.id !== waited);
  }
  sprint.arrive({ run: to, ...arrival });
}

/** Leaves a flow for a node of one that called it; where none has the node, every one of them ends. */
export function moveOutward(sprint: Sprint, from: Run, arrival: { node: string; carry?: Carry }): void {
  const to = holder(sprint, from, arrival.node);
  if (to) moveTo(sprint, from, to, arrival);
  else endRun(sprint, outermost(sprint, from), "completed");
}

function outermost(sprint: Sprint, run: Run): Run {
  const parent = parentOf(sprint, run);
  return parent ? outermost(sprint, parent) : run;
}
