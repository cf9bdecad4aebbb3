import type { Json, JsonObject } from "../json.js";
import type { FlowRef, Program } from "../program.js";
import type { Event, EventScope } from "../session/event.js";
import type { StartInput } from "../session/input.js";
import type { PathStep, Run, Session, Wait } from "../session/session.js";
import type { Outcome } from "../step.js";
import type { Carry, Flow, FlowNode } from "./flow.js";
import type { Services } from "./services.js";
import type { Sprint } from "./sprint.js";

/** What a step sees and can do while it is entered or resumed. Nothing of it outlives the call but the session. */
export class StepContext {
  constructor(
    readonly sprint: Sprint,
    readonly flow: Flow,
    readonly run: Run,
    readonly node: FlowNode,
    /** Id of the token; a wait keeps it. */
    readonly token: string,
    /** The path step that this visit belongs to; entries have none. */
    readonly pathStep: PathStep | undefined,
    /** A flow called from this node's block, or from the node itself, has just returned. */
    readonly afterCall: boolean,
    readonly carry: Carry | undefined,
    readonly properties: JsonObject | undefined,
    /** What the step kept in the wait that is being ended. */
    readonly waitData: JsonObject = {},
  ) {}

  get session(): Session {
    return this.sprint.session;
  }

  /** Milliseconds since 1970 UTC. */
  now(): number {
    return this.sprint.now();
  }

  uuid(): string {
    return this.sprint.ids.uuid();
  }

  services(): Services {
    return this.sprint.services;
  }

  /** Records what happened. */
  emit(event: Event, scope: EventScope = "both"): void {
    this.sprint.record(
      event,
      { run: this.run.id, node: this.node.id, ...(this.pathStep && { step: this.pathStep.id }) },
      scope,
    );
  }

  /** Records an event that a channel must act on. Gives the effect's key. */
  effect(event: Event, channel?: string): string {
    this.emit(event);
    return this.sprint.send(event, channel);
  }

  /**
   * As `effect`, and waits for what the channel answers: a signal `delivered` or `refused`; or else, at `until` (milliseconds since
   * 1970 UTC), for a timeout. The wait keeps `data`.
   */
  request(event: Event, channel?: string, { until, data }: Pick<Wait, "until" | "data"> = {}): Outcome {
    this.emit(event);
    this.sprint.send(event, channel, this.token);
    return this.wait({
      for: until === undefined ? ["signal"] : ["signal", "timeout"],
      ...(until !== undefined && { until }),
      ...(data && { data }),
    });
  }

  /** Something small went wrong; the flow goes on (goflow.md section 4, grade 1). */
  error(text: string, scope: EventScope = "both"): void {
    this.emit({ type: "error", text }, scope);
  }

  /** Starts another session, once this sprint is committed. */
  startSession(input: StartInput): void {
    this.sprint.startSession(input);
  }

  /** What the step keeps about this node for as long as the run lives (a loop counter, say). */
  get memory(): Json | undefined {
    return this.run.memory[this.node.id];
  }

  set memory(value: Json) {
    this.run.memory[this.node.id] = value;
  }

  exit(id: string, payload?: Json): Outcome {
    return { kind: "exit", exits: [id], ...(payload !== undefined && { payload }) };
  }

  exits(ids: readonly string[], payload?: Json): Outcome {
    return { kind: "exit", exits: ids, ...(payload !== undefined && { payload }) };
  }

  wait(wait: Wait): Outcome {
    return { kind: "wait", wait };
  }

  /** Runs another flow as a child of this run; then the token leaves by `exit`, or the step is entered `again`. */
  call(flow: FlowRef | Program, options: { terminal?: boolean; exit?: string; again?: boolean } = {}): Outcome {
    return { kind: "call", flow, ...options };
  }

  /** Whether there is such a flow, ready to start. */
  async hasFlow(flow: FlowRef): Promise<boolean> {
    return (await this.sprint.options.flows.load(flow))?.problems.length === 0;
  }

  /** A document of a format (`voipbin` ...) as a Program that can be called; or what is wrong with it. */
  read(format: string, document: unknown): Program | { readonly problems: readonly string[] } {
    return this.sprint.options.flows.read(format, document, this.sprint.ids);
  }

  jump(target: string): Outcome {
    return { kind: "jump", target };
  }

  stay(): Outcome {
    return { kind: "stay" };
  }

  refuse(): Outcome {
    return { kind: "refuse" };
  }

  end(): Outcome {
    return { kind: "end" };
  }

  fail(text: string): Outcome {
    return { kind: "fail", text };
  }
}
