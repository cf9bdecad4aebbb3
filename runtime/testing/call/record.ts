import type { Json, JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Session } from "../../session/session.js";
import type { Commit } from "../../store/store.js";
import type { CursorEntry } from "./scenario.js";

/** The pseudo action that is current when a flow has run through (voipbin-flow.md section 1.3). */
const FINISH: CursorEntry = { id: "00000000-0000-0000-0000-000000000002", type: "finish" };

/** Names under which scenarios know our events. */
const EFFECTS: Readonly<Record<string, string>> = {
  playback_stop: "playback_stopped",
  recording_start: "recording_started",
  recording_stop: "recording_stopped",
};

/** Events that are the call's own bookkeeping, no outward effect. */
const SILENT = new Set(["activeflow_updated", "call_ended", "failure"]);

/** What the session under test did, gathered from its commits. */
export class CallRecord {
  readonly #events: RecordedEvent[] = [];
  #session: Session | undefined;

  constructor(
    private readonly id: string,
    private readonly start: number,
  ) {}

  add(commit: Commit): void {
    for (const { session, events } of commit.sessions) {
      if (session.id !== this.id) continue;
      this.#session = structuredClone(session);
      this.#events.push(...structuredClone(events as RecordedEvent[]));
    }
  }

  get session(): Session {
    if (!this.#session) throw new Error("The flow did not start.");
    return this.#session;
  }

  /** Every value of the cursor, in order. */
  get cursor(): CursorEntry[] {
    const path = this.#events
      .filter(({ event }) => event.type === "activeflow_updated")
      .map(({ event }) => {
        const action = event["current_action"] as JsonObject;
        return {
          id: String(action["id"]),
          type: String(action["type"]),
          ...(event["skipped"] === true && { skipped: true }),
        };
      });
    const hungUp = path.at(-1)?.type === "hangup" && !path.at(-1)?.skipped;
    return this.session.status === "completed" && !hungUp ? [...path, FINISH] : path;
  }

  /** Outward effects with the time at which they happened. */
  get effects(): Json[] {
    return this.#events
      .filter(({ event }) => !SILENT.has(event.type))
      .map((recorded) => ({ ...this.#effect(recorded), at_ms: recorded.at - this.start }) as Json);
  }

  /** Scenarios call an error by the type of the action that it happened at. */
  #effect({ event: { type, ...rest }, node }: RecordedEvent): JsonObject {
    if (type !== "error") return { ...(rest as JsonObject), effect: EFFECTS[type] ?? type };
    return { ...(rest as JsonObject), effect: "action_error", type: this.#typeOf(node) };
  }

  #typeOf(node: string | undefined): string | undefined {
    return this.cursor.find(({ id }) => id === node)?.type;
  }

  /** Whether the flow was stopped by a fault. */
  get failed(): boolean {
    return this.session.status === "failed";
  }
}
