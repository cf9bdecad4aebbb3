import type { JsonObject } from "../json.js";
import type { RecordedEvent } from "../session/event.js";
import { hasEnded } from "../session/lifecycle.js";
import { isWaiting, type Session, type SessionStatus } from "../session/session.js";

export type InstanceStatus = "Runnable" | "Suspended" | "Complete" | "Terminated";

export type LogStatus = "Running" | "Complete" | "Sleeping" | "WaitingForEvent" | "Failed" | "Cancelled";

/** One visit of a step. Times are milliseconds since 1970 UTC. */
export interface LogEntry {
  readonly id: string;
  /** Id of the step. */
  readonly stepName: string;
  readonly startedAt: number;
  readonly completedAt?: number;
  readonly status: LogStatus;
}

export interface InstanceError {
  /** Id of the step. */
  readonly step?: string;
  readonly message: string;
  readonly at: number;
}

/** What a step that rests waits for, by the kinds of input that end its wait. */
function restingStatus(waitsFor: readonly string[]): LogStatus {
  if (waitsFor.length === 1 && waitsFor[0] === "timeout") return "Sleeping";
  return waitsFor.includes("timeout") ? "WaitingForEvent" : "Running";
}

/** 8x8-automation.md section 9: the statuses of instances, of which a failed one is Terminated. */
export function instanceStatus(status: SessionStatus): InstanceStatus {
  if (status === "suspended") return "Suspended";
  if (status === "completed") return "Complete";
  return hasEnded(status) ? "Terminated" : "Runnable";
}

/** A session as the API shows an instance, without its logs. */
export function instanceView(session: Session): JsonObject {
  const { id, data, flow, status, startedAt, endedAt } = session;
  return {
    workflowId: id,
    data,
    definitionId: flow.id,
    version: flow.version ?? 1,
    status: instanceStatus(status),
    startedAt: new Date(startedAt).toISOString(),
    completedAt: endedAt === undefined ? null : new Date(endedAt).toISOString(),
  };
}

/** The visits of steps, in the order of their starts. What was still under way when the instance ended is Cancelled. */
export function instanceLogs(session: Session, events: readonly RecordedEvent[]): LogEntry[] {
  const ended = new Map<string, { status: LogStatus; completedAt: number }>();
  for (const { event, at, step } of events) {
    if (event.type === "workflow_step_completed" && step !== undefined) {
      ended.set(step, { status: event["status"] as LogStatus, completedAt: at });
    }
  }
  const waits = new Map(
    session.runs.flatMap((run) =>
      run.tokens.flatMap((token) => (isWaiting(token) && token.step ? [[token.step, token.wait.for] as const] : [])),
    ),
  );
  return events
    .filter(({ event, step }) => event.type === "workflow_step_started" && step !== undefined)
    .map(({ event, at, step: id = "" }) => ({
      id,
      stepName: String(event["step"]),
      startedAt: at,
      ...(ended.get(id) ??
        (session.endedAt === undefined
          ? { status: restingStatus(waits.get(id) ?? []) }
          : { status: "Cancelled" as const, completedAt: session.endedAt })),
    }));
}

/** What the instance failed with: one entry, for the first path that fails takes the others with it (D12). */
export function instanceErrors(events: readonly RecordedEvent[]): InstanceError[] {
  const [first] = events.filter(({ event }) => event.type === "failure");
  if (!first) return [];
  const { event, at, node } = first;
  return [{ ...(node !== undefined && { step: node }), message: String(event["text"]), at }];
}
