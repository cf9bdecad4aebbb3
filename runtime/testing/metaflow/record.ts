import { peersOf } from "../../call/legs.js";
import type { JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import { isWaiting, type Session } from "../../session/session.js";
import type { Commit } from "../../store/store.js";
import { ENDPOINTS } from "./configs.js";

/** Names under which scenarios know our events. */
const EFFECTS: Readonly<Record<string, string>> = { playback_stop: "playback_stopped" };

/** Events that are bookkeeping, no outward effect. */
const SILENT = new Set([
  "activeflow_updated",
  "call_ended",
  "error",
  "failure",
  "digit_intercepted",
  "digits_collected",
  "metaflow_module",
]);

/** What the session under test did, gathered from its commits. */
export class MetaflowRecord {
  readonly #events: RecordedEvent[] = [];
  #session: Session | undefined;

  constructor(private readonly start: number) {}

  add(commit: Commit): void {
    for (const { session, events } of commit.sessions) {
      this.#session = structuredClone(session);
      this.#events.push(...structuredClone(events as RecordedEvent[]));
    }
  }

  get session(): Session {
    if (!this.#session) throw new Error("The flow did not start.");
    return this.#session;
  }

  /** The modules that ran. */
  get actions(): JsonObject[] {
    const modules = this.#of("metaflow_module");
    return modules.map(({ event, at, run, node }, index) => {
      const parent = modules.slice(0, index).findLastIndex((earlier) => earlier.run === run);
      const failed = this.#of("failure").some((failure) => failure.run === run && failure.node === node);
      return {
        ...this.#fields(event, at),
        outcome: failed ? "failed" : "ok",
        ...(parent >= 0 && { child_of: parent }),
      };
    });
  }

  /** The collections that were judged. */
  get collections(): JsonObject[] {
    return this.#of("digits_collected").map(({ event, at }) => this.#fields(event, at));
  }

  /** How many digits collectors have taken. */
  get intercepted(): number {
    return this.#of("digit_intercepted").length;
  }

  /** Outward effects. */
  get effects(): JsonObject[] {
    return this.#events
      .filter(({ event }) => !SILENT.has(event.type))
      .map(({ event, at }) => {
        const { type, say_type, ...rest } = event;
        return {
          effect: EFFECTS[type] ?? type,
          at_ms: at - this.start,
          ...(say_type !== undefined && { type: say_type }),
          ...rest,
        } as JsonObject;
      });
  }

  /** The legs as they are now. */
  get legs(): JsonObject {
    const { call } = this.session;
    if (!call) return {};
    return Object.fromEntries(
      Object.entries(call.legs).map(([id, { status, hangupBy, held = false, hears }]) => {
        const bridged_with = peersOf(call, id)[0] ?? null;
        return [id, { status, bridged_with, held, ...(hears && { hears }), ...(hangupBy && { hangup_by: hangupBy }) }];
      }),
    );
  }

  /** The ordinary flow as it is now. */
  get flow(): JsonObject {
    const { session } = this;
    const tokens = session.runs.filter(({ role }) => role === "main").flatMap((run) => run.tokens.filter(isWaiting));
    const current = tokens.length > 0 ? this.#of("activeflow_updated").at(-1)?.event["current_action"] : undefined;
    return {
      status: session.endedAt === undefined ? "running" : "ended",
      current: (current as JsonObject | undefined)?.["type"] ?? null,
      variables: { ...session.variables },
    };
  }

  #of(type: string): RecordedEvent[] {
    return this.#events.filter(({ event }) => event.type === type);
  }

  /** An event's fields. A listener on the wire is named by its flow, here the caller's. */
  #fields({ type: _, ...rest }: RecordedEvent["event"], at: number): JsonObject {
    const { endpoint, ...fields } = rest;
    const name = typeof endpoint === "string" ? (endpoint.split("/")[0] ?? endpoint) : ENDPOINTS.a;
    return { ...(fields as JsonObject), endpoint: name, at_ms: at - this.start };
  }
}
