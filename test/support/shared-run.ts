import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import type { StoreStatistics } from "../../runtime/store/store.js";
import { startProcess, toldBy, write } from "./crash-child.js";
import type { SessionReport } from "./crash-protocol.js";
import type { Conversation } from "./crash-run.js";

/** Something that happens once so many inputs have been accepted. */
export interface Disturbance {
  readonly after: number;
  readonly by: (run: SharedRun) => void;
}

/** Holds conversations with two processes on one store: each input goes to the other one than the input before it. */
export class SharedRun {
  readonly reports = new Map<string, SessionReport>();
  /** Effect key -> by which of the processes it was delivered, each time. */
  readonly effects = new Map<string, number[]>();
  left: StoreStatistics | undefined;
  readonly #next = new Map<string, number>();
  #accepted = 0;
  #disturbance: Disturbance | undefined;
  #processes: ChildProcessWithoutNullStreams[] = [];

  constructor(
    private readonly store: string,
    private readonly talks: readonly Conversation[],
  ) {}

  async run(disturbance?: Disturbance): Promise<void> {
    const first = this.#start();
    await first.ready;
    const second = this.#start();
    await second.ready;
    this.#disturbance = disturbance;
    for (const talk of this.talks) this.#feed(talk);
    await Promise.all([first.ended, second.ended]);
  }

  #start(): { ready: Promise<void>; ended: Promise<unknown> } {
    const child = startProcess(this.store);
    const number = this.#processes.push(child) - 1;
    const ready = Promise.withResolvers<void>();
    const exited = once(child, "exit");
    const listen = async (): Promise<void> => {
      for await (const told of toldBy(child)) {
        if ("ready" in told) ready.resolve();
        if ("effect" in told) this.#note(told.effect.key, number);
        if ("session" in told) this.reports.set(told.session.id, told);
        if ("accepted" in told) this.#accept(told.accepted);
        if ("inputs" in told) {
          this.left = told.inputs;
          for (const each of this.#living()) each.stdin.end();
        }
      }
    };
    return { ready: ready.promise, ended: Promise.all([listen(), exited]) };
  }

  #living(): ChildProcessWithoutNullStreams[] {
    return this.#processes.filter(({ killed }) => !killed);
  }

  #feed({ session, inputs }: Conversation): void {
    const next = this.#next.get(session) ?? 0;
    const input = inputs[next];
    const living = this.#living();
    const first = this.talks.findIndex((talk) => talk.session === session);
    if (input) write(living[(first + next) % living.length]!, input);
  }

  #accept(id: string): void {
    const talk = this.talks.find(({ inputs }) => inputs.some((input) => input.id === id))!;
    const at = talk.inputs.findIndex((input) => input.id === id);
    if (at !== (this.#next.get(talk.session) ?? 0)) return;
    this.#next.set(talk.session, at + 1);
    this.#feed(talk);
    if (++this.#accepted === this.#disturbance?.after) this.#disturbance.by(this);
    const isOver = this.talks.every(({ session, inputs }) => this.#next.get(session) === inputs.length);
    if (isOver) write(this.#living()[0]!, { kind: "report", sessions: this.talks.map(({ session }) => session) });
  }

  /** What the killed one had been given, and not said to have accepted, the senders send again. */
  killFirst(): void {
    this.#processes[0]!.kill("SIGKILL");
    for (const talk of this.talks) this.#feed(talk);
  }

  #note(key: string, by: number): void {
    this.effects.set(key, [...(this.effects.get(key) ?? []), by]);
  }
}
