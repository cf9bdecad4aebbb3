import { createMachine, getNextSnapshot, type AnyMachineSnapshot } from "xstate";
import type { SessionStatus } from "./session.js";

/** What can happen to a session as a whole. */
export type LifecycleEvent = "sprint" | "rest" | "suspend" | "resume" | "complete" | "fail" | "expire" | "interrupt";

const endings = { complete: "completed", fail: "failed", expire: "expired", interrupt: "interrupted" } as const;

/** The life of a session; drawn in docs/machines.md. */
export const sessionMachine = createMachine({
  id: "session",
  initial: "active",
  states: {
    active: { on: { rest: "waiting", suspend: "suspended", ...endings } },
    waiting: { on: { sprint: "active", suspend: "suspended", ...endings } },
    suspended: { on: { resume: "active", ...endings } },
    completed: { type: "final" },
    failed: { type: "final" },
    expired: { type: "final" },
    interrupted: { type: "final" },
  },
});

/** Transitions are pure and few, so each is computed once (a computation costs about 10 microseconds). */
const known = new Map<string, SessionStatus>();

/** The status after an event; the same status where the event means nothing in it. */
export function nextStatus(status: SessionStatus, event: LifecycleEvent): SessionStatus {
  const key = `${status} ${event}`;
  let next = known.get(key);
  if (next === undefined) {
    const snapshot: AnyMachineSnapshot = sessionMachine.resolveState({ value: status, context: {} });
    next = getNextSnapshot(sessionMachine, snapshot as never, { type: event }).value as SessionStatus;
    known.set(key, next);
  }
  return next;
}

export function hasEnded(status: SessionStatus): boolean {
  return sessionMachine.states[status]?.type === "final";
}
