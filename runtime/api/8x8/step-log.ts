import type { RecordedEvent } from "../../session/event.js";
import { hasEnded } from "../../session/lifecycle.js";
import { isWaiting, type Session } from "../../session/session.js";

/** Statuses of a visited step (8x8-automation.md section 9). */
export type StepStatus = "Running" | "Complete" | "Sleeping" | "WaitingForEvent" | "Failed" | "Cancelled";

/** One visit of a step. Times are milliseconds since 1970 UTC. */
export interface StepLogEntry {
  readonly id: string;
  readonly step: string;
  readonly startedAt: number;
  readonly completedAt?: number;
  readonly status: StepStatus;
}

const FINAL: readonly StepStatus[] = ["Complete", "Failed", "Cancelled"];

/** The steps that a session has visited, in the order in which they started. */
export function stepLog(session: Session, events: readonly RecordedEvent[]): StepLogEntry[] {
  const entries = new Map<string, StepLogEntry>();
  for (const { event, at, step: id } of events) {
    if (id === undefined) continue;
    if (event.type === "workflow_step_started") {
      entries.set(id, { id, step: String(event["step"]), startedAt: at, status: "Running" });
    }
    const started = entries.get(id);
    if (event.type === "workflow_step_completed" && started) {
      const status = FINAL.find((each) => each === event["status"]) ?? "Complete";
      entries.set(id, { ...started, completedAt: at, status });
    }
  }
  return [...entries.values()].map((entry) => (entry.completedAt === undefined ? unfinished(entry, session) : entry));
}

/** A step that is not through: it rests, or the session has ended before it. */
function unfinished(entry: StepLogEntry, session: Session): StepLogEntry {
  if (hasEnded(session.status)) {
    return { ...entry, status: "Cancelled", ...(session.endedAt !== undefined && { completedAt: session.endedAt }) };
  }
  const token = session.runs.flatMap((run) => run.tokens.filter(isWaiting)).find(({ step }) => step === entry.id);
  if (!token) return entry;
  if (token.wait.key !== undefined) return { ...entry, status: "WaitingForEvent" };
  return token.wait.for.every((type) => type === "timeout") ? { ...entry, status: "Sleeping" } : entry;
}

/** Why a step has failed, and with it the session. */
export interface StepError {
  readonly step: string;
  readonly message: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** The failure that ended a session. Those that follow from it, of the runs that called the failed one, say nothing new. */
export function stepErrors(events: readonly RecordedEvent[]): StepError[] {
  const failure = events.find(({ event }) => event.type === "failure");
  if (!failure) return [];
  return [{ step: failure.node ?? "", message: String(failure.event["text"]), at: failure.at }];
}
