import { findFlow, startRun } from "../engine/runs.js";
import type { Sprint } from "../engine/sprint.js";
import type { MetaflowTrigger } from "../session/session.js";
import type { CollectorConfig } from "./config.js";

/** Starts what stands behind an exit of a listener, as a run beside the flow: the flow goes on with what it is at. */
export async function startMetaflow(
  sprint: Sprint,
  { flow: where, node }: Pick<CollectorConfig, "flow" | "node">,
  { exit, trigger }: { exit: string; trigger: MetaflowTrigger },
): Promise<void> {
  const { maxRunsPerSession } = sprint.options.limits;
  const flow = await findFlow(sprint, where);
  if (!flow || sprint.session.runs.length >= maxRunsPerSession) {
    const why = flow ? `the session has ${maxRunsPerSession} runs already` : `there is no flow '${where.id}'`;
    sprint.record({ type: "error", text: `the metaflow at ${exit} cannot start: ${why}` });
    return;
  }
  const run = startRun(sprint, flow, {
    role: "metaflow",
    entry: node,
    ...("nodes" in where && { program: where }),
  });
  run.metaflow = trigger;
  run.memory[node] = exit;
}
