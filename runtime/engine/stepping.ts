import type { Input } from "../session/input.js";
import type { PathStep, Run, Wait, WaitingToken } from "../session/session.js";
import type { Outcome } from "../step.js";
import { StepContext } from "./context.js";
import type { Family, Prepared } from "./family.js";
import type { Flow, FlowNode } from "./flow.js";
import { leave, leavesBlock } from "./leave.js";
import { holder, moveTo } from "./outward.js";
import { callFlow, endRun, failRun, findFlow, isLive, loadFlow } from "./runs.js";
import type { Arrival, Sprint } from "./sprint.js";

/** Enters a node with a token: counts and records the visit, runs the step, and does what it decides. */
export async function enter(sprint: Sprint, arrival: Arrival): Promise<void> {
  const { run } = arrival;
  if (!isLive(run)) return;
  const flow = await loadFlow(sprint, run);
  const node = flow?.node(arrival.node);
  if (!flow || !node) {
    failRun(sprint, run, `there is no step '${arrival.node}' in flow '${run.flow.id}'`);
    return;
  }
  const family = familyOf(sprint, node);
  let pathStep = run.path.find((step) => step.id === arrival.step);
  if (!pathStep || pathStep.node !== (arrival.afterCall ? (node.block ?? node.id) : node.block)) {
    if (!mayVisit(sprint, run, node, family)) return;
    pathStep = visit(sprint, run, node);
  }
  const token = arrival.token ?? sprint.nextToken();
  const context = new StepContext(
    sprint,
    flow,
    run,
    node,
    token,
    pathStep,
    arrival.afterCall ?? false,
    arrival.carry,
    arrival.properties,
  );
  // An entry is how a tab is drawn; the documents know no such step.
  if (!node.step.entry && sprint.session.steps++ === 0) {
    for (const each of sprint.options.families) each.firstStep?.(context);
  }
  const pending = node.step.router ? takePending(sprint, context) : undefined;
  if (pending) {
    callHere(sprint, context, pending.flow, { then: { enter: true } });
    return;
  }
  const prepared = prepare(family, context, "enter");
  const outcome = "outcome" in prepared ? prepared.outcome : await node.step.enter(context, prepared.options);
  await apply(sprint, context, family, outcome);
}

/** Gives an input to a parked token. True: the token took it; false: the input was not for its step. */
export async function resume(sprint: Sprint, run: Run, token: WaitingToken, input: Input): Promise<boolean> {
  const flow = await loadFlow(sprint, run);
  const node = flow?.node(token.node);
  const pathStep = run.path.find((step) => step.id === token.step);
  if (!flow || !node?.step.resume) {
    failRun(sprint, run, `the session waited at step '${token.node}', which is no longer in flow '${run.flow.id}'`);
    return true;
  }
  const family = familyOf(sprint, node);
  const context = new StepContext(
    sprint,
    flow,
    run,
    node,
    token.id,
    pathStep,
    false,
    undefined,
    token.message,
    token.wait.data,
  );
  run.status = "active";
  const prepared = prepare(family, context, "resume");
  const outcome = "outcome" in prepared ? prepared.outcome : await node.step.resume(context, prepared.options, input);
  if (outcome.kind === "stay" || outcome.kind === "refuse") return outcome.kind === "stay";
  run.tokens = run.tokens.filter((other) => other !== token);
  await apply(sprint, context, family, outcome);
  return true;
}

function familyOf(sprint: Sprint, node: FlowNode): Family | undefined {
  return sprint.options.families.find((family) => family.name === node.step.family);
}

function prepare(family: Family | undefined, context: StepContext, phase: "enter" | "resume"): Prepared {
  const { step, options } = context.node;
  return family?.before?.(context, step, options, phase) ?? { options };
}

/** The limits that keep a loop from running for ever. */
function mayVisit(sprint: Sprint, run: Run, node: FlowNode, definedBy: Family | undefined): boolean {
  const { maxStepsPerSprint, maxStepsPerSession = Infinity } = sprint.options.limits;
  const family = node.step.family;
  const visits = (sprint.visits[family] = (sprint.visits[family] ?? 0) + 1);
  if (visits <= maxStepsPerSprint[family] && sprint.session.steps <= maxStepsPerSession) return true;
  const last = lastStep(sprint, run);
  failRun(
    sprint,
    run,
    definedBy?.tooManySteps?.(maxStepsPerSprint[family]) ??
      `step limit exceeded, stopping execution before entering '${node.block ?? node.id}'`,
    last && { node: last.node, step: last.id },
  );
  return false;
}

/** The step that led here: the run's own last one, or in a run that has none yet that of the run that called it. */
function lastStep(sprint: Sprint, run: Run): PathStep | undefined {
  const parent = run.parent && sprint.run(run.parent.run);
  return run.path.at(-1) ?? (parent && lastStep(sprint, parent));
}

function visit(sprint: Sprint, run: Run, node: FlowNode): PathStep | undefined {
  if (node.step.entry) return undefined;
  const step: PathStep = { id: sprint.ids.uuid(), node: node.block ?? node.id, at: sprint.now() };
  run.path.push(step);
  run.modifiedAt = step.at;
  return step;
}

async function apply(
  sprint: Sprint,
  context: StepContext,
  family: Family | undefined,
  decided: Outcome,
): Promise<void> {
  const { run, node, flow, pathStep } = context;
  const outcome = family?.after?.(context, node.step, node.options, decided) ?? decided;
  switch (outcome.kind) {
    case "exit": {
      const { forward } = sprint.session;
      delete sprint.session.forward;
      if (forward !== undefined) return jump(sprint, context, forward);
      return depart(sprint, context, outcome);
    }
    case "wait":
      park(sprint, context, outcome.wait);
      return;
    case "call": {
      const called = await findFlow(sprint, outcome.flow);
      if (!called) return fail(sprint, context, `missing flow '${outcome.flow.id}'`);
      const exit = outcome.exit ?? "next";
      if (node.block !== undefined) {
        sprint.pendingCalls.set(run.id, { flow: called, terminal: outcome.terminal ?? false });
        depart(sprint, context, { exits: [exit] });
        return;
      }
      callHere(sprint, context, called, {
        then: outcome.again ? { enter: true } : { exit },
        terminal: outcome.terminal ?? false,
        ...("nodes" in outcome.flow && { program: outcome.flow }),
      });
      return;
    }
    case "jump":
      return jump(sprint, context, outcome.target);
    case "end":
      if (outcome.run) endRun(sprint, run, outcome.run);
      return;
    case "endSession":
      for (const live of sprint.session.runs.filter(isLive)) endRun(sprint, live, outcome.status);
      return;
    case "fail":
      return fail(sprint, context, outcome.text);
    case "stay":
    case "refuse":
      throw new Error(
        `Step ${node.step.type} (${node.id} in flow ${flow.ref.id}, path step ${pathStep?.id}) was entered, and has no input to ${outcome.kind}.`,
      );
  }
}

function depart(
  sprint: Sprint,
  context: StepContext,
  outcome: { exits: readonly string[]; payload?: StepPayload },
): void {
  const { run, flow, node, pathStep, carry, properties } = context;
  const exit = outcome.exits.find((exit) => leavesBlock(node, exit));
  const pending = exit !== undefined && node.block !== undefined ? takePending(sprint, context) : undefined;
  if (pending && exit !== undefined) {
    callHere(sprint, context, pending.flow, { then: { exit }, terminal: pending.terminal });
    return;
  }
  leave(sprint, { run, flow, node, exits: outcome.exits, pathStep, carry, properties, payload: outcome.payload });
}

type StepPayload = Extract<Outcome, { kind: "exit" }>["payload"];

function takePending(sprint: Sprint, context: StepContext): { flow: Flow; terminal: boolean } | undefined {
  const pending = sprint.pendingCalls.get(context.run.id);
  if (pending) sprint.pendingCalls.delete(context.run.id);
  return pending;
}

/** Starts the called flow and lets the token wait for it where it is. */
function callHere(
  sprint: Sprint,
  context: StepContext,
  flow: Flow,
  call: {
    then: NonNullable<Wait["child"]>["then"];
    terminal?: boolean;
    program?: Extract<Outcome, { kind: "call" }>["flow"];
  },
): void {
  const child = callFlow(sprint, context.run, flow, {
    terminal: call.terminal ?? false,
    token: context.token,
    ...(call.program && "nodes" in call.program && { program: call.program }),
  });
  if (child && !call.terminal) park(sprint, context, { for: ["child"], child: { run: child.id, then: call.then } });
}

function park(sprint: Sprint, context: StepContext, wait: Wait): void {
  const { run, node, flow, token, pathStep, carry } = context;
  const message = carry ? flow.keep?.(carry) : context.properties;
  sprint.park(run, {
    id: token,
    node: node.id,
    ...(pathStep && { step: pathStep.id }),
    ...(message && { message }),
    wait,
  });
}

function fail(sprint: Sprint, context: StepContext, text: string): void {
  const { run, flow, node, pathStep, carry, properties } = context;
  const caught = flow.caught?.({ sprint, run, node, ...(carry && { carry }), ...(properties && { properties }) }, text);
  if (caught) {
    context.error(text);
    return;
  }
  failRun(sprint, run, text, { node: node.id, ...(pathStep && { step: pathStep.id }) });
}

/** Moves the token to a node by id: in its own run, or in one further out. */
function jump(sprint: Sprint, context: StepContext, target: string): void {
  const to = holder(sprint, context.run, target);
  if (to) moveTo(sprint, context.run, to, { node: target, ...(context.carry && { carry: context.carry }) });
  else fail(sprint, context, `there is no step '${target}' to go to`);
}
