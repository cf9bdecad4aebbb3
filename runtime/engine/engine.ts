import type { ContactDocument } from "../contacts/contact.js";
import type { Call, CallLeg } from "../session/call.js";
import type { Effect, RecordedEvent } from "../session/event.js";
import type { CommandInput, ExpirationInput, Input, ReturnedInput, StartInput } from "../session/input.js";
import { hasEnded, nextStatus } from "../session/lifecycle.js";
import {
  isWaiting,
  SNAPSHOT_VERSION,
  type Run,
  type Session,
  type Token,
  type WaitingToken,
} from "../session/session.js";
import { forward, next } from "./jump.js";
import { forget } from "./retention.js";
import { completeRuns } from "./returns.js";
import { endRun, isLive, loadFlow, startRun } from "./runs.js";
import { Sprint, type EngineOptions, type Post } from "./sprint.js";
import { enter, resume } from "./stepping.js";
import type { Flow } from "./flow.js";

/** What a sprint changed; committed as a whole. */
export interface SprintResult {
  readonly session: Session;
  readonly events: readonly RecordedEvent[];
  readonly effects: readonly Effect[];
  /** Sessions that the sprint starts. */
  readonly starts: readonly StartInput[];
  /** Inputs for other sessions. */
  readonly posts: readonly Post[];
  /** The contact, where the sprint changed it. */
  readonly contact?: ContactDocument;
}

/** A draft to work on: the session is the sprint's own copy. */
export interface Draft {
  readonly session: Session;
  readonly contact?: ContactDocument | undefined;
}

/** Prefix of the timer of a run's expiry, among the timers of tokens. */
export const EXPIRY_TIMER = "expiry:";

/** The timer of a session that nothing has happened to for too long (`maxSessionAgeMs`). */
export const AGE_TIMER = "age";

/**
 * The engine: (snapshot, input) -> (snapshot, events, effects). Everything else is passed in; it reads no clock and does no
 * input or output of its own. `onSprint` shows the running sprint to a host that wants to halt it.
 */
export class Engine {
  constructor(readonly options: EngineOptions) {}

  /** Starts a session with a flow that has no problems. */
  async start(
    flow: Flow,
    input: StartInput,
    draft: { id: string; lane: string; contactId?: string | undefined; contact?: ContactDocument | undefined },
    onSprint?: (sprint: Sprint) => void,
  ): Promise<SprintResult> {
    const session = newSession(flow, input, draft, this.options.now());
    const sprint = this.#sprint({ session, contact: draft.contact }, input, onSprint);
    for (const family of this.options.families) family.started?.(sprint);
    const later = this.options.families.some((family) => family.startsLater?.(sprint) ?? false);
    startRun(sprint, flow, {
      later,
      ...(input.entry !== undefined && { entry: input.entry }),
      ...(input.program && { program: input.program }),
      ...(input.properties && { properties: input.properties }),
    });
    return this.#run(sprint);
  }

  /** Gives an input to a session. */
  async receive(draft: Draft, input: Input, onSprint?: (sprint: Sprint) => void): Promise<SprintResult> {
    const { session } = draft;
    session.sprint++;
    // Here and not at the end: what a sprint did can be read whole until the next.
    forget(session, this.options.limits);
    const sprint = this.#sprint(draft, input, onSprint);
    if (input.type === "command" && input.command === "remove") session.removedAt = this.options.now();
    if (input.type === "report") sprint.record(input.event);
    if (hasEnded(session.status)) {
      for (const family of this.options.families) family.afterEnd?.(sprint, input);
      return result(sprint);
    }
    if (input.type === "command") await this.#command(sprint, input.command);
    else if (input.type === "timeout" && input.token === AGE_TIMER) expire(sprint);
    else if (session.status === "suspended") {
      if (input.type !== "report") hold(sprint, input);
    } else await this.#take(sprint, input);
    return this.#run(sprint);
  }

  #sprint(draft: Draft, input: Input, onSprint: ((sprint: Sprint) => void) | undefined): Sprint {
    const sprint = new Sprint(draft.session, this.options, input);
    sprint.contact = draft.contact;
    onSprint?.(sprint);
    return sprint;
  }

  async #command(sprint: Sprint, command: CommandInput["command"]): Promise<void> {
    const { session } = sprint;
    if (command === "suspend") session.status = nextStatus(session.status, "suspend");
    else if (command === "resume") {
      if (session.status !== "suspended") return;
      session.status = nextStatus(session.status, "resume");
      const held = session.held ?? [];
      delete session.held;
      for (const input of held) {
        await this.#take(sprint, input);
        await this.#settle(sprint);
      }
    } else {
      for (const run of session.runs.filter(isLive)) endRun(sprint, run, "interrupted");
      sprint.record({ type: "session_interrupted" });
    }
  }

  async #take(sprint: Sprint, input: Input): Promise<void> {
    sprint.session.status = nextStatus(sprint.session.status, "sprint");
    for (const run of sprint.session.runs) if (isLive(run)) await loadFlow(sprint, run);
    for (const family of this.options.families) if (await family.received?.(sprint, input)) return;
    if (input.type === "returned") return returned(sprint, input);
    if (input.type === "restarted") return restarted(sprint);
    if (input.type === "forward") return forward(sprint, input);
    if (input.type === "next") return next(sprint, input);
    if (input.type === "timeout" && input.token.startsWith(EXPIRY_TIMER)) {
      const expired = sprint.run(input.token.slice(EXPIRY_TIMER.length));
      if (expired) await offer(sprint, { type: "expiration" } satisfies ExpirationInput, [expired]);
      return;
    }
    await offer(sprint, input);
  }

  async #run(sprint: Sprint): Promise<SprintResult> {
    await this.#settle(sprint);
    rest(sprint);
    if (hasEnded(sprint.session.status)) for (const family of this.options.families) family.ended?.(sprint);
    return result(sprint);
  }

  /** Lets tokens move until none does. */
  async #settle(sprint: Sprint): Promise<void> {
    do {
      for (let arrival; (arrival = await sprint.nextArrival());) {
        await enter(sprint, arrival);
        sprint.settled(arrival.run);
      }
    } while (await completeRuns(sprint));
  }
}

function newSession(
  flow: Flow,
  input: StartInput,
  draft: { id: string; lane: string; contactId?: string | undefined },
  now: number,
): Session {
  return {
    version: SNAPSHOT_VERSION,
    id: draft.id,
    status: "active",
    lane: draft.lane,
    flow: flow.ref,
    type: flow.type,
    ...(draft.contactId !== undefined && { contact: draft.contactId }),
    ...(input.channel !== undefined && { channel: input.channel }),
    startedAt: now,
    sprint: 1,
    steps: 0,
    runs: [],
    trigger: input.trigger,
    ...(input.environment && { environment: input.environment }),
    variables: { ...input.variables },
    data: { ...input.data },
    ...(input.call && { call: newCall(input.call) }),
  };
}

/** A call that has just begun: it rings at us, or we are about to dial. */
function newCall({ legs, ...call }: NonNullable<StartInput["call"]>): Call {
  const { id, direction, from, to } = call;
  const own: CallLeg =
    direction === "incoming"
      ? { number: from, direction, status: "ringing" }
      : { number: to, direction, status: "dialing" };
  return { ...call, legs: { [id]: own, ...structuredClone(legs) } };
}

/** Offers an input to the tokens that wait for its kind: the first takes it, and with it all that share it. */
async function offer(sprint: Sprint, input: Input, runs: readonly Run[] = sprint.session.runs): Promise<void> {
  let taken = false;
  const waiting = runs.filter(isLive).flatMap((run) => run.tokens.filter(isWaiting).map((token) => ({ run, token })));
  for (const { run, token } of waiting) {
    if (!concerns(token, input) || !run.tokens.includes(token)) continue;
    if (taken && !token.wait.shared) continue;
    if ((await resume(sprint, run, token, input)) && !token.wait.shared) taken = true;
  }
}

function concerns(token: WaitingToken, input: Input): boolean {
  if (!token.wait.for.includes(input.type)) return false;
  if (input.type === "media") return token.wait.media === input.media;
  return !("token" in input) || input.token === undefined || input.token === token.id;
}

function returned(sprint: Sprint, input: ReturnedInput): void {
  for (const run of sprint.session.runs) {
    const token = run.tokens.find((token) => token.id === input.token);
    if (!token || isWaiting(token)) continue;
    if ("node" in input) {
      const { node, message: properties, more } = input;
      if (!more) run.tokens.splice(run.tokens.indexOf(token), 1);
      sprint.arrive({ run, node, properties, ...(token.step !== undefined && { step: token.step }) });
      return;
    }
    run.tokens.splice(run.tokens.indexOf(token), 1);
    if (input.ended === "lost") messageLost(sprint, run, token, "a redeploy stopped the node that held the message");
    return;
  }
}

function restarted(sprint: Sprint): void {
  for (const run of sprint.session.runs) {
    for (const token of run.tokens) {
      if (!isWaiting(token)) messageLost(sprint, run, token, "a node held the message when the process ended");
    }
    run.tokens = run.tokens.filter(isWaiting);
  }
}

function messageLost(sprint: Sprint, run: Run, token: Token, text: string): void {
  sprint.record({ type: "message_lost", text }, { run: run.id, node: token.node });
}

/** Nothing has happened to the session for too long: it ends, whatever it waits for. */
function expire(sprint: Sprint): void {
  for (const run of sprint.session.runs.filter(isLive)) endRun(sprint, run, "expired");
  sprint.session.status = nextStatus(sprint.session.status, "expire");
  sprint.record({ type: "session_expired" });
}

/** D18 of 8x8-automation.md: what comes while a session is suspended takes effect, in order, when it is resumed. */
function hold(sprint: Sprint, input: Input): void {
  const held = (sprint.session.held ??= []);
  if (held.length < sprint.options.limits.maxHeldInputs) held.push(input);
  else sprint.record({ type: "input_lost", input: input.type, text: "the suspended session holds too many inputs" });
}

/** No token moves any more: statuses of runs and session follow from the tokens that rest. */
function rest(sprint: Sprint): void {
  const { session } = sprint;
  for (const run of session.runs) {
    if (isLive(run))
      run.status = run.tokens.some((token) => !isWaiting(token) || !token.wait.child) ? "waiting" : "active";
  }
  const main = session.runs.filter((run) => run.role === "main");
  if (main.some(isLive) || sprint.options.families.some((family) => family.holds?.(sprint))) {
    session.status = nextStatus(session.status, "rest");
    return;
  }
  for (const run of session.runs) if (isLive(run)) endRun(sprint, run, "interrupted");
  session.status = nextStatus(session.status, ending(main));
  session.endedAt = sprint.now();
}

function ending(runs: readonly Run[]): "complete" | "fail" | "interrupt" {
  const outermost = runs.findLast((run) => run.parent?.token === undefined);
  if (outermost?.status === "failed") return "fail";
  return outermost?.status === "interrupted" ? "interrupt" : "complete";
}

function result(sprint: Sprint): SprintResult {
  return {
    session: sprint.session,
    events: sprint.events,
    effects: sprint.effects,
    starts: sprint.starts,
    posts: sprint.posts,
    ...(sprint.contactChanged && sprint.contact && { contact: sprint.contact }),
  };
}
