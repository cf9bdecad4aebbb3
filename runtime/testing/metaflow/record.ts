import { peersOf } from "../../call/legs/parties.js";
import { isLive } from "../../engine/runs.js";
import type { JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Call, CallLeg } from "../../session/call.js";
import { isWaiting, type Session } from "../../session/session.js";
import type { Commit } from "../../store/store.js";
import { effectsOf } from "./effects.js";
import { legNames, renamed } from "./names.js";
import { ENDPOINTS, type People } from "./people.js";
import type { ScenarioCall } from "./scenario.js";

/** What the session under test did, gathered from its commits. */
export class MetaflowRecord {
  readonly #events: RecordedEvent[] = [];
  #session: Session | undefined;

  constructor(
    private readonly start: number,
    private readonly parties: ScenarioCall,
    private readonly people: People,
  ) {}

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

  /** The id of a leg by its name. */
  legId(name: string): string {
    const { legs = {} } = this.#session?.call ?? {};
    const named = endedFirst(legs).filter(([id]) => this.#names.get(id) === name);
    return named.at(-1)?.[0] ?? name;
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
    const connected = Object.entries(this.parties.bridged ? { a: "a", b: "a" } : {});
    return renamed(effectsOf(this.#events, this.start, new Map(connected)), this.#names);
  }

  /** The legs as they are now. */
  get legs(): JsonObject {
    const { call } = this.session;
    if (!call) return {};
    const names = this.#names;
    return Object.fromEntries(
      endedFirst(call.legs).map(([id, { status, hangupBy, held, hears }]) => {
        const peer = peersOf(call, id)[0];
        const state = {
          status,
          bridged_with: peer === undefined ? null : (names.get(peer) ?? peer),
          held: held !== undefined,
        };
        return [names.get(id) ?? id, { ...state, ...(hears && { hears }), ...(hangupBy && { hangup_by: hangupBy }) }];
      }),
    );
  }

  /** The ordinary flow as it is now. */
  get flow(): JsonObject {
    const { session } = this;
    // What an action calls is a part of it.
    const main = session.runs.findLast(({ role, parent }) => role === "main" && !parent);
    const steps = this.#of("activeflow_updated").filter(({ run }) => run === main?.id);
    const current = main?.tokens.some(isWaiting) ? steps.at(-1)?.event["current_action"] : undefined;
    return {
      status: main && isLive(main) ? "running" : "ended",
      current: (current as JsonObject | undefined)?.["type"] ?? null,
      variables: { ...session.variables },
    };
  }

  get #names(): ReadonlyMap<string, string> {
    return legNames(this.#session?.call, this.parties);
  }

  #of(type: string): RecordedEvent[] {
    return this.#events.filter(({ event }) => event.type === type);
  }

  /** An event's fields. A listener on the wire is named by its flow, here the caller's. */
  #fields({ type: _, ...rest }: RecordedEvent["event"], at: number): JsonObject {
    const { endpoint, ...fields } = rest;
    const name = typeof endpoint === "string" ? (endpoint.split("/")[0] ?? endpoint) : ENDPOINTS.a;
    const named = renamed(fields as JsonObject, this.#names);
    return { ...named, endpoint: this.people.endpointName(name), at_ms: at - this.start };
  }
}

/** Of several devices that were rung as one, the one that is on the call counts: it comes last. */
function endedFirst(legs: Call["legs"]): [string, CallLeg][] {
  return Object.entries(legs).toSorted(
    ([, one], [, other]) => Number(other.status === "hangup") - Number(one.status === "hangup"),
  );
}
