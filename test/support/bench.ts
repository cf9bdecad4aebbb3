import { families } from "../../runtime/families.js";
import type { Services } from "../../runtime/engine/services.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Program } from "../../runtime/program.js";
import { openServices } from "../../runtime/services/open.js";
import type { Event, RecordedEvent } from "../../runtime/session/event.js";
import type { Input } from "../../runtime/session/input.js";
import type { Run, Session } from "../../runtime/session/session.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import type { Store } from "../../runtime/store/store.js";
import { Switchboard, type SwitchboardOptions } from "../../runtime/switchboard/switchboard.js";
import { addDefinition } from "../../runtime/testing/host.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { countingIds } from "./counting-ids.js";
import { RecordingChannel } from "./recording-channel.js";

export const NOW = Date.UTC(2026, 0, 15, 12);
/** The contact that talks unless a test says otherwise. */
export const ANN = "tel:+15550100";

/** One sandbox for all benches of a test file: making one takes longer than most tests. */
let shared: Promise<Services> | undefined;

function sharedServices(): Promise<Services> {
  return (shared ??= openServices({ clock: new VirtualClock(NOW), ids: countingIds() }));
}

type Start = NonNullable<Parameters<Switchboard["startFlow"]>[1]>;

/** A switchboard on the program host with a virtual clock, ids that count and a channel that records. */
export class Bench {
  readonly channel = new RecordingChannel();

  private constructor(
    readonly clock: VirtualClock,
    readonly store: Store,
    readonly switchboard: Switchboard,
    /** What the log was told. */
    readonly logged: readonly string[],
    private readonly options: Partial<SwitchboardOptions>,
  ) {
    switchboard.channels.add(this.channel);
  }

  static async open(options: Partial<SwitchboardOptions> & { clock?: VirtualClock } = {}): Promise<Bench> {
    const bench = await Bench.prepare(options);
    await bench.switchboard.start();
    await bench.settle();
    return bench;
  }

  /** As `open`, but the switchboard is not started yet. */
  static async prepare(options: Partial<SwitchboardOptions> & { clock?: VirtualClock } = {}): Promise<Bench> {
    const clock = options.clock ?? new VirtualClock(NOW);
    const ids = options.ids ?? countingIds();
    const store = options.store ?? new MemoryStore(clock);
    const services = options.services ?? (await sharedServices());
    const logged: string[] = [];
    const note = (line: string): void => void logged.push(line);
    const complete = {
      families,
      log: { info: note, warn: note, error: note },
      ...options,
      store,
      clock,
      ids,
      services,
    };
    return new Bench(clock, store, new Switchboard(complete), logged, complete);
  }

  /** Another process on the same store so many milliseconds after this one died. What this one had in memory is gone. */
  async restart(after = 0): Promise<Bench> {
    this.switchboard.pause();
    // This one's clock stands still from now on, and so does whatever waits by it.
    return Bench.open({ ...this.options, clock: new VirtualClock(this.clock.now() + after) });
  }

  async define(...programs: readonly Program[]): Promise<void> {
    for (const program of programs) await addDefinition(this.switchboard, program);
  }

  /** Defines the flows and starts the first with the contact; gives the session's id. */
  async run(programs: Program | readonly Program[], start: Start = {}): Promise<string> {
    const all = [programs].flat() as readonly Program[];
    await this.define(...all);
    return this.start(all[0]!.id, start);
  }

  async start(flow: string, start: Start = {}): Promise<string> {
    const session = await this.switchboard.startFlow({ id: flow }, { urn: ANN, channel: this.channel.id, ...start });
    await this.settle();
    return session;
  }

  /** A call of its own lane with the flow; gives the session's id. The call's id is `call`. */
  async call(programs: Program | readonly Program[], start: Start = {}): Promise<string> {
    const [first, ...others] = [programs].flat() as readonly Program[];
    await this.define(first!, ...others);
    const call = { id: "call", direction: "incoming", from: "+15550100", to: "+15550199" } as const;
    const { id } = first!;
    const session = await this.switchboard.startFlow(
      { id },
      { channel: this.channel.id, call, lane: "call:call", ...start },
    );
    await this.settle();
    return session;
  }

  /** A message from a contact. */
  async say(text: string, message: { urn?: string; id?: string; channel?: string } = {}): Promise<void> {
    await this.switchboard.receiveMessage({ channel: this.channel.id, urn: ANN, text, ...message });
    await this.settle();
  }

  /** Keys pressed on the call. */
  async press(digits: string): Promise<void> {
    for (const digit of digits) await this.onCall({ type: "digit", leg: "call", digit });
  }

  async hangUp(): Promise<void> {
    await this.onCall({ type: "call", event: "hangup", leg: "call", cause: "normal" });
  }

  /** What plays on the call has ended. */
  async mediaEnds(media?: string): Promise<void> {
    await this.onCall({ type: "media", media: media ?? this.channel.keys.at(-1)! });
  }

  async onCall(input: Parameters<Switchboard["callEvent"]>[2]): Promise<void> {
    await this.switchboard.callEvent(this.channel.id, "call", input);
    await this.settle();
  }

  /** Gives an input to a session. */
  async give(session: string, input: Input, id?: string): Promise<void> {
    await this.switchboard.toSession(session, input, "test", id);
    await this.settle();
  }

  async command(session: string, command: "suspend" | "resume" | "stop" | "interrupt"): Promise<void> {
    await this.give(session, { type: "command", command });
  }

  /** Lets so many milliseconds pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.clock.advanceTo(this.clock.now() + milliseconds, () => this.settle());
  }

  settle(): Promise<void> {
    return this.switchboard.whenIdle();
  }

  async session(id: string): Promise<Session> {
    const stored = await this.store.session(id);
    if (!stored) throw new Error(`There is no session ${id}.`);
    return stored.session;
  }

  async runs(session: string): Promise<Run[]> {
    return (await this.session(session)).runs;
  }

  /** The run of a flow; the first, where there are several. */
  async runOf(session: string, flow: string): Promise<Run> {
    return (await this.runs(session)).find((run) => run.flow.id === flow)!;
  }

  async recorded(session: string): Promise<RecordedEvent[]> {
    return this.store.events(session);
  }

  /** What happened, with what it is about. */
  async events(session: string, type?: string): Promise<Event[]> {
    const events = (await this.recorded(session)).map(({ event }) => event);
    return type === undefined ? events : events.filter((event) => event.type === type);
  }

  async types(session: string): Promise<string[]> {
    return (await this.events(session)).map(({ type }) => type);
  }

  /** What was said of errors and failures. */
  async complaints(session: string): Promise<string[]> {
    const events = await this.events(session);
    return events.flatMap(({ type, text }) => (type === "error" || type === "failure" ? [String(text)] : []));
  }

  /** The values of a run's results. */
  async results(session: string): Promise<Record<string, string>> {
    const results = (await this.runs(session)).flatMap((run) => Object.entries(run.results));
    return Object.fromEntries(results.map(([name, { value }]) => [name, value]));
  }

  async contact(urn = ANN): Promise<JsonObject> {
    return (await this.switchboard.contactWith(urn)).document;
  }

  close(): Promise<void> {
    return this.switchboard.close();
  }
}
