import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import type { StoreStatistics } from "../../runtime/store/store.js";
import { startProcess, toldBy, write } from "./crash-child.js";
import type { FedInput, SessionReport } from "./crash-protocol.js";

/** One contact's or caller's inputs, in order. */
export interface Conversation {
  readonly session: string;
  readonly inputs: readonly FedInput[];
}

/** So many conversations, every third of them a call. */
export function conversations(count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) => (index % 3 === 2 ? aCall(index) : aChat(index)));
}

function aChat(index: number): Conversation {
  const session = `chat-${index}`;
  const urn = `tel:+1555${String(1000 + index)}`;
  const texts = [`Name ${index}`, ...(index % 2 === 0 ? ["old"] : []), String(20 + (index % 50)), "no"];
  const messages = texts.map((text, at) => ({ id: `${session}/${at}`, kind: "message", urn, text }) as const);
  return { session, inputs: [{ id: `${session}/start`, kind: "chat", session, urn }, ...messages] };
}

function aCall(index: number): Conversation {
  const session = `session-of-call-${index}`;
  const call = `call-${index}`;
  const digits = [...(index % 2 === 0 ? "123" : "789")];
  const presses = digits.map((digit, at) => ({ id: `${call}/${at}`, kind: "digit", call, digit }) as const);
  return { session, inputs: [{ id: `${call}/start`, kind: "call", session, call }, ...presses] };
}

/** Holds all conversations at once with a process, which it may kill; each goes on when its last input was accepted. */
export class CrashRun {
  readonly reports = new Map<string, SessionReport>();
  /** Effect key -> what was delivered under it, each time. */
  readonly effects = new Map<string, string[]>();
  left: StoreStatistics | undefined;
  kills = 0;
  readonly #next = new Map<string, number>();

  constructor(
    /** The URL of the store. */
    private readonly store: string,
    private readonly talks: readonly Conversation[],
  ) {}

  /** @param killAfter for each process that is killed, how many inputs it has accepted by then; one more runs to the end. */
  async run(killAfter: readonly number[]): Promise<void> {
    for (const accepted of killAfter) await this.#live(accepted);
    await this.#live(Infinity);
  }

  async #live(killAfter: number): Promise<void> {
    const child = startProcess(this.store);
    const exited = once(child, "exit");
    let accepted = 0;
    for await (const told of toldBy(child)) {
      if ("ready" in told) for (const talk of this.talks) this.#feed(child, talk);
      if ("effect" in told) this.#note(told.effect.key, JSON.stringify(told.effect.event));
      if ("session" in told) this.reports.set(told.session.id, told);
      if ("inputs" in told) {
        this.left = told.inputs;
        child.stdin.end();
      }
      if ("accepted" in told) {
        this.#accepted(child, told.accepted);
        if (++accepted === killAfter) {
          child.kill("SIGKILL");
          this.kills++;
        }
      }
    }
    await exited;
  }

  /** Sends the conversation's next input, which may have been sent before: that is for its id to tell. */
  #feed(child: ChildProcessWithoutNullStreams, { session, inputs }: Conversation): void {
    const input = inputs[this.#next.get(session) ?? 0];
    if (input) write(child, input);
  }

  #accepted(child: ChildProcessWithoutNullStreams, id: string): void {
    const talk = this.talks.find(({ inputs }) => inputs.some((input) => input.id === id))!;
    const done = (this.#next.get(talk.session) ?? 0) + 1;
    this.#next.set(talk.session, done);
    this.#feed(child, talk);
    const isOver = this.talks.every(({ session, inputs }) => this.#next.get(session) === inputs.length);
    if (isOver) write(child, { kind: "report", sessions: this.talks.map(({ session }) => session) });
  }

  #note(key: string, content: string): void {
    this.effects.set(key, [...(this.effects.get(key) ?? []), content]);
  }
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** What happened in a session and what came of it, with nothing that differs between two runs of the same conversation. */
export function maskedEvents({ session, events }: SessionReport): unknown {
  const { status, variables, sprint, steps, runs } = session;
  const told = events.map(({ event, node, scope }) => ({ event, node, scope }));
  const results = runs.map(({ flow, status, results, path }) => ({
    flow,
    status,
    results,
    path: path.map(({ node, exit }) => [node, exit]),
  }));
  const text = JSON.stringify({ status, variables, sprint, steps, results, told });
  return JSON.parse(text.replace(UUID, "<id>").replace(TIME, "<time>"));
}
