import { isOnCall } from "../call/legs/parties.js";
import { AGE_TIMER, EXPIRY_TIMER, type SprintResult } from "../engine/engine.js";
import { COLLECTOR_TIMER } from "../metaflow/collector.js";
import { isOver, isWaiting, type Run, type Session, type Token } from "../session/session.js";
import type { SessionCommit } from "../store/store.js";
import { hasEnded } from "../session/lifecycle.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a call's session findable by the call's id, for as long as one of its legs lives. */
export function callKey(call: string): string {
  return `call:${call}`;
}

/** Makes a call's session findable by the id of a leg, for as long as the leg lives. */
export function legKey(leg: string): string {
  return `leg:${leg}`;
}

/** What the store has to keep of a sprint's result. Timers and waits follow from the snapshot alone. */
export function toSessionCommit(
  result: SprintResult,
  revision: number,
  age: { now: number; maxSessionAgeMs: number },
): SessionCommit {
  const { session, events, effects } = result;
  const resting = hasEnded(session.status)
    ? []
    : session.runs.flatMap((run) => run.tokens.map((token) => ({ run, token })));
  return {
    session,
    revision,
    status: session.status,
    events,
    effects,
    timers: [
      ...resting.flatMap(({ token }) => timer(token)),
      ...(hasEnded(session.status)
        ? []
        : [...expiries(session), ...silences(session), ...named(session), oldAge(session, age)]),
    ],
    waits: [
      ...resting.flatMap(({ token }) => (isOver(session, token) ? [] : findable(token))),
      ...callWait(session),
      ...(hasEnded(session.status) ? [] : (session.keys ?? []).map((key) => ({ token: key, key }))),
    ],
    resting: resting.map(({ run, token }) => ({ flow: run.flow.id, node: token.node, detached: !isWaiting(token) })),
  };
}

function timer(token: Token): { token: string; due: number }[] {
  return isWaiting(token) && token.wait.until !== undefined ? [{ token: token.id, due: token.wait.until }] : [];
}

/** Only the run that waits expires; its flow must have a time for it (goflow.md section 6: 0 is for the host to decide). */
function expiries(session: Session): { token: string; due: number }[] {
  return session.runs
    .filter(
      (run): run is Run & { expiresAt: number } => run.status === "waiting" && (run.expiresAt ?? 0) > run.modifiedAt,
    )
    .map((run) => ({ token: `${EXPIRY_TIMER}${run.id}`, due: run.expiresAt }));
}

/**
 * When the session expires if nothing more happens to it: so long after now, or after the last time that it set itself. Whole days,
 * so that not every sprint has a timer to write.
 */
function oldAge(
  session: Session,
  { now, maxSessionAgeMs }: { now: number; maxSessionAgeMs: number },
): {
  token: string;
  due: number;
} {
  const times = session.runs.flatMap((run) => run.tokens.flatMap((token) => timer(token).map(({ due }) => due)));
  const due = Math.max(now, ...times) + maxSessionAgeMs;
  return { token: AGE_TIMER, due: Math.ceil(due / DAY_MS) * DAY_MS };
}

/** When the collections of metaflow collectors are over, if no key is pressed. */
function silences(session: Session): { token: string; due: number }[] {
  return Object.entries(session.collectors ?? {}).map(([endpoint, { deadline }]) => ({
    token: `${COLLECTOR_TIMER}${endpoint}`,
    due: deadline,
  }));
}

function named({ timers = {} }: Session): { token: string; due: number }[] {
  return Object.entries(timers).map(([token, due]) => ({ token, due }));
}

function findable(token: Token): { token: string; key: string }[] {
  return isWaiting(token) && token.wait.key !== undefined ? [{ token: token.id, key: token.wait.key }] : [];
}

function callWait(session: Session): { token: string; key: string }[] {
  const { call } = session;
  const legs = call ? Object.keys(call.legs).filter((leg) => isOnCall(call, leg)) : [];
  if (!call || legs.length === 0) return [];
  return [{ token: "call", key: callKey(call.id) }, ...legs.map((leg) => ({ token: `leg:${leg}`, key: legKey(leg) }))];
}
