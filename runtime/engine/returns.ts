import { isWaiting, type AfterCall, type Run, type WaitingToken } from "../session/session.js";
import { leave } from "./leave.js";
import { endRun, failRun, isLive, loadFlow, parentOf } from "./runs.js";
import type { Sprint } from "./sprint.js";

/** Ends the runs that have no token left, and lets those that called them go on. True: some token moves again. */
export async function completeRuns(sprint: Sprint): Promise<boolean> {
  for (const run of sprint.session.runs.toReversed()) {
    if (isLive(run) && run.tokens.length === 0 && !sprint.isMoving(run)) complete(sprint, run);
    if (!isLive(run) && (await returnFrom(sprint, run))) return true;
  }
  return false;
}

/** The session's end is a step too (voipbin-flow.md section 2: a flow of 101 actions is too long by one). */
function complete(sprint: Sprint, run: Run): void {
  const { maxStepsPerSession = Infinity } = sprint.options.limits;
  if (run.role === "main" && !run.parent && sprint.session.steps > maxStepsPerSession)
    failRun(sprint, run, "step limit exceeded, stopping execution before the end of the flow");
  else endRun(sprint, run, "completed");
}

/** Takes a token that waited for a called run onwards. False: nobody waits for this run. */
async function returnFrom(sprint: Sprint, child: Run): Promise<boolean> {
  const parent = parentOf(sprint, child);
  if (!parent || !isLive(parent)) return false;
  const token = parent.tokens.find(
    (token): token is WaitingToken => isWaiting(token) && token.wait.child?.run === child.id,
  );
  if (!token) return false;
  parent.tokens.splice(parent.tokens.indexOf(token), 1);
  await goOn(sprint, parent, token, token.wait.child!.then);
  return true;
}

async function goOn(sprint: Sprint, run: Run, token: WaitingToken, then: AfterCall): Promise<void> {
  const flow = await loadFlow(sprint, run);
  const node = flow?.node(token.node);
  const step = run.path.find((step) => step.id === token.step);
  if (!flow || !node) {
    failRun(sprint, run, `can't resume run as node no longer exists: '${token.node}'`);
    return;
  }
  if ("enter" in then) {
    sprint.arrive({
      run,
      node: node.id,
      token: token.id,
      afterCall: true,
      ...(token.step !== undefined && { step: token.step }),
      ...(token.message && { properties: token.message }),
    });
    return;
  }
  leave(sprint, {
    run,
    flow,
    node,
    exits: [then.exit],
    pathStep: step,
    properties: token.message,
  });
}
