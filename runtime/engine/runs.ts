import type { JsonObject } from "../json.js";
import type { FlowRef, Program } from "../program.js";
import { isWaiting, type Run, type RunStatus } from "../session/session.js";
import type { Flow } from "./flow.js";
import type { Sprint } from "./sprint.js";

const MINUTE_MS = 60_000;

/** The flow that a run is of; loaded once a sprint. */
export async function loadFlow(sprint: Sprint, run: Run): Promise<Flow | undefined> {
  if (!sprint.flows.has(run.id)) {
    sprint.flows.set(
      run.id,
      run.program ? sprint.options.flows.ofProgram(run.program) : await sprint.options.flows.load(run.flow),
    );
  }
  return sprint.flows.get(run.id);
}

/** The flow that a step called by reference or brought along. */
export async function findFlow(sprint: Sprint, called: FlowRef | Program): Promise<Flow | undefined> {
  const { flows } = sprint.options;
  return "nodes" in called ? flows.ofProgram(called) : flows.load(called);
}

/** Makes a run of a flow and gives its first nodes their tokens. */
export function startRun(
  sprint: Sprint,
  flow: Flow,
  options: {
    parent?: Run["parent"];
    role?: Run["role"];
    program?: Program;
    entry?: string;
    properties?: JsonObject;
    /** The first nodes keep their tokens until `beginFlow`. */
    later?: boolean;
  },
): Run {
  const now = sprint.now();
  const run: Run = {
    id: sprint.ids.uuid(),
    flow: flow.ref,
    ...(options.parent && { parent: options.parent }),
    ...(options.program && { program: options.program }),
    role: options.role ?? "main",
    status: "active",
    tokens: [],
    path: [],
    results: {},
    memory: {},
    startedAt: now,
    modifiedAt: now,
    ...(flow.onComplete !== undefined && { onComplete: flow.onComplete }),
    ...expiry(now, flow),
  };
  sprint.session.runs.push(run);
  sprint.flows.set(run.id, flow);
  const { entry, properties, later } = options;
  for (const node of entry === undefined ? flow.start : [entry]) {
    if (later)
      sprint.park(run, {
        id: sprint.nextToken(),
        node,
        ...(properties && { message: properties }),
        wait: { for: [], begin: true },
      });
    else sprint.arrive({ run, node, ...(properties && { properties }) });
  }
  return run;
}

/** Lets the tokens go that `startRun` kept at the first nodes; nothing where the flow has begun. */
export function beginFlow(sprint: Sprint): void {
  for (const run of sprint.session.runs.filter(isLive)) {
    for (const token of run.tokens.filter(isWaiting).filter(({ wait }) => wait.begin)) {
      run.tokens.splice(run.tokens.indexOf(token), 1);
      sprint.arrive({ run, node: token.node, ...(token.message && { properties: token.message }) });
    }
  }
}

/** goflow.md section 6: a run expires `minutes` after the last time it was reset; negative is never. */
function expiry(now: number, flow: Flow): { expiresAt?: number } {
  const minutes = flow.expireAfterMinutes;
  return minutes === undefined || minutes < 0 ? {} : { expiresAt: now + minutes * MINUTE_MS };
}

/** Sets a run's expiry again, and with it those of the runs above (goflow.md section 6). */
export function resetExpiry(sprint: Sprint, run: Run): void {
  let from = sprint.now();
  for (let current: Run | undefined = run; current; current = parentOf(sprint, current)) {
    const minutes = sprint.flowOf(current)?.expireAfterMinutes;
    if (minutes === undefined || minutes < 0) return;
    from += minutes * MINUTE_MS;
    current.expiresAt = from;
  }
}

/** The run that called this one; undefined: none did. */
export function parentOf(sprint: Sprint, run: Run): Run | undefined {
  return run.parent && sprint.run(run.parent.run);
}

/** Whether it has not ended. */
export function isLive(run: Run): boolean {
  return run.status === "active" || run.status === "waiting";
}

/**
 * Ends a run, and with it those that it has called: nobody waits for them any more. Their tokens are gone, and the run above has
 * its time anew.
 */
export function endRun(sprint: Sprint, run: Run, status: RunStatus): void {
  run.status = status;
  run.endedAt = run.modifiedAt = sprint.now();
  run.tokens = [];
  delete run.expiresAt;
  for (const child of sprint.session.runs) {
    if (child.parent?.run === run.id && child.parent.token !== undefined && isLive(child))
      endRun(sprint, child, status);
  }
  const parent = parentOf(sprint, run);
  if (parent && isLive(parent)) resetExpiry(sprint, parent);
}

/** The run fails, with every run that it called and every run that called it (goflow.md section 4, grade 2). */
export function failRun(sprint: Sprint, run: Run, text: string, place: { node?: string; step?: string } = {}): void {
  if (!isLive(run)) return;
  sprint.record({ type: "failure", text }, { run: run.id, ...place });
  endRun(sprint, run, "failed");
  const parent = parentOf(sprint, run);
  if (parent && run.parent?.token !== undefined) {
    const step = parent.path.at(-1);
    failRun(
      sprint,
      parent,
      `child run for flow '${run.flow.id}' ended in error, ending execution`,
      step && { step: step.id, node: step.node },
    );
  }
}

/** Starts a called flow. `terminal` first ends every run of the session. Undefined: there are too many already. */
export function callFlow(
  sprint: Sprint,
  caller: Run,
  flow: Flow,
  call: { terminal: boolean; token: string; program?: Program },
): Run | undefined {
  const { maxCallDepth, maxRunsPerSession } = sprint.options.limits;
  if (depth(sprint, caller) >= maxCallDepth || sprint.session.runs.length >= maxRunsPerSession) {
    failRun(sprint, caller, `too many flows inside flows, stopping execution before entering flow '${flow.ref.id}'`);
    return undefined;
  }
  if (call.terminal) for (const run of sprint.session.runs) endRun(sprint, run, "completed");
  return startRun(sprint, flow, {
    role: caller.role,
    parent: call.terminal ? { run: caller.id } : { run: caller.id, token: call.token },
    ...(call.program && { program: call.program }),
  });
}

function depth(sprint: Sprint, run: Run): number {
  let depth = 0;
  for (let current: Run | undefined = run; current; current = parentOf(sprint, current)) depth++;
  return depth;
}
