import { createMachine } from "xstate";
import type { SessionStatus } from "./session.js";
import { transitionsOf } from "../transitions.js";

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

/** The status after an event; the same status where the event means nothing in it. */
export const nextStatus = transitionsOf<SessionStatus, LifecycleEvent>(sessionMachine);

export function hasEnded(status: SessionStatus): boolean {
  return sessionMachine.states[status]?.type === "final";
}
