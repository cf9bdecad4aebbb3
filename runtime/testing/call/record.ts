import { ownLeg } from "../../call/legs/parties.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Event, RecordedEvent } from "../../session/event.js";
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
  bridge_join: "confbridge_join",
  bridge_leave: "confbridge_leave",
  chatbot_start: "chatbot_started",
  call_ended: "call_hangup",
};

/** Events that are the call's own bookkeeping, no outward effect. */
const SILENT = new Set(["activeflow_updated", "call_status", "failure"]);

/** What the session under test did, gathered from its commits. */
export class CallRecord {
  readonly #events: RecordedEvent[] = [];
  /** What the flows did that followed when it had ended. */
  readonly #afterwards: RecordedEvent[] = [];
  readonly #followers = new Set<string>();
  #session: Session | undefined;

  constructor(
    private readonly id: string,
    private readonly start: number,
  ) {}

  add(commit: Commit): void {
    for (const { session, events } of commit.sessions) {
      const isOwn = session.id === this.id;
      if (!isOwn && !this.#followers.has(session.id)) continue;
      if (isOwn) this.#session = structuredClone(session);
      (isOwn ? this.#events : this.#afterwards).push(...structuredClone(events as RecordedEvent[]));
      for (const { event } of events) {
        if (event.type === "on_complete_executed") this.#followers.add(String(event["session"]));
      }
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
    const last = path.at(-1);
    const hungUp = (last?.type === "hangup" || last?.type === "hangup_relay") && !last.skipped;
    return this.session.status === "completed" && !hungUp ? [...path, FINISH] : path;
  }

  /** Outward effects with the time at which they happened. */
  get effects(): Json[] {
    return [...this.#events, ...this.#afterwards]
      .filter(({ event }) => !SILENT.has(event.type) && !isConfirmation(event))
      .map((recorded) => ({ ...this.#effect(recorded), at_ms: recorded.at - this.start }) as Json);
  }

  /** Scenarios call an error by the type of the action that it happened at. */
  #effect({ event: { type, ...rest }, node }: RecordedEvent): JsonObject {
    if (type === "call_created") return { ...(rest as JsonObject), ...flowOf(rest["actions"]), effect: type };
    if (type !== "error") return { ...(rest as JsonObject), effect: EFFECTS[type] ?? type };
    return { ...(rest as JsonObject), effect: "action_error", type: this.#typeOf(node) };
  }

  #typeOf(node: string | undefined): string | undefined {
    return this.cursor.find(({ id }) => id === node)?.type;
  }

  /** The flow's status, as VoIPBIN has it. */
  get status(): "running" | "ended" {
    return this.session.endedAt === undefined ? "running" : "ended";
  }

  /** What became of the call under test. */
  get call(): JsonObject {
    const { call } = this.session;
    if (!call) return {};
    const { status, direction, hangupBy = "", hangupReason = "" } = ownLeg(call);
    return { id: call.id, direction, status, hangup_by: hangupBy, hangup_reason: hangupReason };
  }

  /** Whether the flow was stopped by a fault. */
  get failed(): boolean {
    return this.session.status === "failed";
  }
}

/** The network's word that the call is over which we have hung up: scenarios know a hangup once, from whichever side. */
function isConfirmation(event: Event): boolean {
  return event.type === "call_ended" && event["by"] === "local";
}

/** What scenarios say of the flow of a new call: the types of its actions, and their texts. */
function flowOf(actions: Json | undefined): JsonObject {
  const list = Array.isArray(actions) ? actions.filter(isJsonObject) : [];
  const texts = list.flatMap(({ option }) =>
    isJsonObject(option) && option["text"] !== undefined ? [option["text"]] : [],
  );
  return { flow_actions: list.map(({ type }) => type ?? null), flow_texts: texts };
}
