import type { JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Session, SessionStatus } from "../../session/session.js";
import type { StoredDefinition } from "../../store/store.js";
import { stepErrors, stepLog } from "./step-log.js";

/** Statuses of an instance (8x8-automation.md section 9), with those of its session. */
export const INSTANCE_STATUSES = {
  Runnable: ["active", "waiting"],
  Suspended: ["suspended"],
  Complete: ["completed"],
  Terminated: ["failed", "expired", "interrupted"],
} as const satisfies Record<string, readonly SessionStatus[]>;

export type InstanceStatus = keyof typeof INSTANCE_STATUSES;

export function isInstanceStatus(text: string): text is InstanceStatus {
  return Object.hasOwn(INSTANCE_STATUSES, text);
}

const STATUS_OF: Readonly<Record<SessionStatus, InstanceStatus>> = {
  active: "Runnable",
  waiting: "Runnable",
  suspended: "Suspended",
  completed: "Complete",
  failed: "Terminated",
  expired: "Terminated",
  interrupted: "Terminated",
};

export function instanceStatus({ status }: Session): InstanceStatus {
  return STATUS_OF[status];
}

/** An instance as the API shows it. A tab in the editor has no versions of its own: it stands for the definition's newest. */
export function instanceView(session: Session, definition: StoredDefinition): JsonObject {
  const { id, data, flow, startedAt, endedAt } = session;
  return {
    workflowId: id,
    data,
    definitionId: flow.id,
    version: flow.version ?? definition.version,
    status: instanceStatus(session),
    startedAt: time(startedAt),
    completedAt: endedAt === undefined ? null : time(endedAt),
  };
}

export function logView(session: Session, events: readonly RecordedEvent[]): JsonObject[] {
  return stepLog(session, events).map(({ id, step, startedAt, completedAt, status }) => ({
    id,
    stepName: step,
    startedAt: time(startedAt),
    completedAt: completedAt === undefined ? null : time(completedAt),
    status,
  }));
}

export function errorView(workflowId: string, events: readonly RecordedEvent[]): JsonObject[] {
  return stepErrors(events).map(({ step, message, at }) => ({ workflowId, step, message, errorTime: time(at) }));
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
