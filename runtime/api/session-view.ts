import { ownLeg } from "../call/legs/parties.js";
import type { JsonObject } from "../json.js";
import type { Call } from "../session/call.js";
import { isWaiting, type Run, type Session, type Token } from "../session/session.js";
import type { StoredEvent } from "../store/store.js";

/** What a list says of a session. */
export function sessionSummary(session: Session): JsonObject {
  return {
    id: session.id,
    status: session.status,
    type: session.type,
    flow: { ...session.flow },
    contact: session.contact,
    channel: session.channel,
    call: session.call?.id,
    started_at: time(session.startedAt),
    ended_at: time(session.endedAt),
  };
}

/** Everything about a session that its flow's author can understand. */
export function sessionView(session: Session, events: readonly StoredEvent[]): JsonObject {
  return {
    ...sessionSummary(session),
    call: session.call && callView(session.call),
    trigger: { ...session.trigger, at: time(session.trigger.at) },
    runs: session.runs.map(runView),
    path: session.runs
      .flatMap((run) => run.path.map(({ at, ...step }) => ({ run: run.id, ...step, at })))
      .sort((a, b) => a.at - b.at)
      .map((step) => ({ ...step, at: time(step.at) })),
    waits: session.runs.flatMap((run) => run.tokens.flatMap((token) => waitView(run, token))),
    events: events.map(eventView),
    results: results(session),
    variables: { ...session.variables },
    data: session.data,
  };
}

/** An event as the API gives it: with its place among all events, its session and its time. */
export function eventView({ event, at, ...place }: StoredEvent): JsonObject {
  return { ...place, at: time(at), event: { ...event } };
}

function runView(run: Run): JsonObject {
  return {
    id: run.id,
    flow: { ...run.flow },
    parent: run.parent?.run,
    role: run.role,
    status: run.status,
    path: run.path.map((step) => ({ ...step, at: time(step.at) })),
    results: plainResults(run),
    started_at: time(run.startedAt),
    ended_at: time(run.endedAt),
    expires_at: time(run.expiresAt),
  };
}

/** The state of the flow's own leg is that of the call. */
function callView(call: Call): JsonObject {
  // A snapshot is plain JSON.
  return { ...ownLeg(call), ...(call as unknown as JsonObject) };
}

/** A run that waits for one it called does not wait for anything from outside. */
function waitView(run: Run, token: Token): JsonObject[] {
  if (!isWaiting(token)) return [{ run: run.id, node: token.node, for: ["returned"] }];
  if (token.wait.child) return [];
  const { wait } = token;
  return [{ run: run.id, node: token.node, for: [...wait.for], until: time(wait.until), key: wait.key }];
}

/** Results of all runs; where several have one of a name, it is that of the run furthest out. */
function results(session: Session): JsonObject {
  return Object.assign({}, ...session.runs.toReversed().map(plainResults)) as JsonObject;
}

function plainResults(run: Run): JsonObject {
  return Object.fromEntries(Object.entries(run.results).map(([key, result]) => [key, { ...result }]));
}

function time(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
