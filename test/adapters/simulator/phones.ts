import { SimulatorChannel } from "../../../adapters/simulator/channel.js";
import type { CallView, LegView } from "../../../adapters/simulator/call-view.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import type { JsonObject } from "../../../runtime/json.js";
import { startServer, TOKEN, type Answer, type ApiServer } from "../../api/server.js";

/** A simulator whose phones are used by HTTP, and whose time passes when it is told to. */
export class Phones {
  readonly clock = new VirtualClock(Date.UTC(2026, 0, 1));
  server!: ApiServer;
  simulator!: SimulatorChannel;

  static async open(): Promise<Phones> {
    const phones = new Phones();
    phones.server = await startServer({ clock: phones.clock });
    phones.plugIn();
    return phones;
  }

  plugIn(): void {
    this.simulator = new SimulatorChannel(this.server.switchboard);
    this.server.switchboard.channels.add(this.simulator);
  }

  /** The process that the phones were in has ended, and another takes up what the store has. */
  async restart(): Promise<void> {
    await this.simulator.close();
    this.plugIn();
  }

  close(): Promise<void> {
    return this.server.close();
  }

  async settle(): Promise<void> {
    // What the clock has woken reaches the switchboard first.
    await new Promise(setImmediate);
    await this.server.switchboard.whenIdle();
  }

  pass(milliseconds: number): Promise<void> {
    return this.clock.advanceTo(this.clock.now() + milliseconds, () => this.settle());
  }

  async call(from: string, to: string): Promise<string> {
    const { body } = await this.server.request("POST", "/simulator/calls", { from, to });
    await this.settle();
    return String(body["call"]);
  }

  /** The API calls a number; the actions begin when it is answered. */
  async callOut(to: string, actions: readonly JsonObject[]): Promise<string> {
    const answer = await fetch(`${this.server.origin}/v1.0/calls`, {
      method: "POST",
      headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        source: { type: "tel", target: "100" },
        destinations: [{ type: "tel", target: to }],
        actions,
      }),
    });
    const { calls } = (await answer.json()) as { calls: { id: string }[] };
    await this.settle();
    return calls[0]?.id ?? "";
  }

  async event(call: string, event: JsonObject): Promise<Answer> {
    const answer = await this.server.request("POST", `/simulator/calls/${call}/events`, event);
    await this.settle();
    return answer;
  }

  /** An event on the phone with this number. */
  async on(call: string, number: string, event: JsonObject): Promise<Answer> {
    return this.event(call, { ...event, leg: (await this.phone(call, number)).id });
  }

  async press(call: string, number: string, keys: string): Promise<void> {
    for (const digit of keys) await this.on(call, number, { type: "digit", digit });
  }

  async view(call: string): Promise<CallView> {
    const { body } = await this.server.request("GET", `/simulator/calls/${call}`);
    return body as unknown as CallView;
  }

  /** The newest phone with this number. */
  async phone(call: string, number: string): Promise<LegView> {
    const found = (await this.view(call)).legs.findLast((leg) => leg.number === number);
    if (!found) throw new Error(`No phone ${number} is in the call.`);
    return found;
  }

  /** The numbers that a phone talks to. */
  async talksTo(call: string, number: string): Promise<string[]> {
    return (await this.phone(call, number)).talks_to.map((party) => party.number);
  }

  async said(call: string, number: string): Promise<string[]> {
    return (await this.phone(call, number)).transcript.map(({ text }) => text);
  }

  /** What has happened to the call's session, by the types of the events. */
  async events(call: string, type: string): Promise<JsonObject[]> {
    const { session } = await this.view(call);
    const events = await this.server.switchboard.store.events(session ?? "");
    return events.flatMap(({ event }) => (event.type === type ? [event as JsonObject] : []));
  }

  /** Sets the metaflows of everybody. */
  async listen(document: JsonObject): Promise<void> {
    const { status } = await fetch(`${this.server.origin}/v2/accounts/acme/metaflows`, {
      method: "POST",
      headers: { "X-Auth-Token": TOKEN, "Content-Type": "application/json" },
      body: JSON.stringify({ data: document }),
    });
    expect(status).toBe(200);
  }
}
