import type { Event } from "../../../runtime/session/event.js";
import { type ApiServer, addDefinition, chain, startServer } from "../../api/server.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import type { Log } from "../../../runtime/log.js";
import type { Provider } from "./provider.js";

/** The time at the start, in milliseconds since 1970 UTC. */
const NOW = Date.UTC(2026, 0, 15, 12);

/** A switchboard on a virtual clock with the channel of a provider, and a flow that answers every message with "Hi!". */
export class Stage {
  readonly logged: string[];

  private constructor(
    readonly server: ApiServer,
    readonly clock: VirtualClock,
    readonly provider: Provider,
    logged: string[],
  ) {
    this.logged = logged;
  }

  static async open(provider: (server: ApiServer) => Promise<Provider>): Promise<Stage> {
    const clock = new VirtualClock(NOW);
    const logged: string[] = [];
    const note = (line: string): void => void logged.push(line);
    const log: Log = { info: note, warn: note, error: note };
    const server = await startServer({ log, clock });
    const { switchboard } = server;
    await addDefinition(switchboard, chain("greeting", ["contact-send_msg", { text: "Hi!" }]));
    switchboard.triggers.onMessage({ flow: { id: "greeting" }, whenWaiting: "leave", matches: () => ({}) });
    return new Stage(server, clock, await provider(server), logged);
  }

  /** A flow sends the contact a message; gives the session's id. The message is on its way. */
  async send(message: { text: string; quick_replies?: string[]; attachments?: string[] }): Promise<string> {
    const { switchboard } = this.server;
    const { urn, channel } = this.provider;
    const id = `message ${message.text.slice(0, 20)}`;
    await addDefinition(switchboard, chain(id, ["contact-send_msg", message]));
    return switchboard.startFlow({ id }, { urn, channel: channel.id });
  }

  /** Resolves when something is so that other programs on loopback bring about; the test's time limit ends the waiting. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(setImmediate);
  }

  /** Lets time pass; whatever it brings about is done before it goes on. */
  async pass(milliseconds: number): Promise<void> {
    await this.clock.advanceTo(this.clock.now() + milliseconds, () => this.idle());
  }

  /** Lets time pass while the provider leaves an attempt without an answer: nothing is waited for. */
  async passIdly(milliseconds: number): Promise<void> {
    await this.clock.advanceTo(this.clock.now() + milliseconds, async () => {
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    });
  }

  async statuses(session: string): Promise<readonly Event[]> {
    const events = await this.server.switchboard.store.events(session);
    return events.map(({ event }) => event).filter(({ type }) => type === "msg_status");
  }

  /** Everything is done that can be done now. */
  idle(): Promise<void> {
    return this.server.switchboard.whenIdle();
  }

  async close(): Promise<void> {
    await this.provider.close();
    await this.server.close();
  }
}
