import type { TwilioSettings } from "../../../adapters/twilio/settings.js";
import { callIdOf } from "../../../adapters/twilio/voice/call-id.js";
import type { JsonObject } from "../../../runtime/json.js";
import { toOrdered, type OrderedObject } from "../../../runtime/formats/metaflows/ordered.js";
import { metaflowRequest } from "../../../runtime/metaflow/request.js";
import type { CallControl } from "../../../runtime/session/input.js";
import type { Session } from "../../../runtime/session/session.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import { chain, startServer, takeCalls, TOKEN } from "../../api/server.js";
import { NUMBER, openAccountOn, type TwilioAccount } from "./account.js";
import type { ApiRequest } from "./api.js";
import { CALL, CALL_ID, Phone } from "./phone.js";

const MOMENT_MS = 2000;

/** A caller, and whomever the flow dials, on telephones that follow what Twilio is told; time passes when it is told to. */
export class Parties {
  readonly #phones = new Map<string, Phone>();
  #followed = 0;
  #call = CALL_ID;

  private constructor(
    readonly account: TwilioAccount,
    private readonly clock: VirtualClock,
  ) {}

  /** Metaflows of everybody who calls, as Kazoo's documents have them. */
  static async open(metaflows?: JsonObject, settings: Partial<TwilioSettings> = {}): Promise<Parties> {
    const clock = new VirtualClock(Date.UTC(2026, 0, 15, 12));
    const server = await startServer({ clock });
    if (metaflows) {
      const answer = await fetch(`${server.origin}/v2/accounts/acme/metaflows`, {
        method: "POST",
        headers: { "X-Auth-Token": TOKEN, "Content-Type": "application/json" },
        body: JSON.stringify({ data: metaflows }),
      });
      if (answer.status !== 200) throw new Error(`The metaflows were refused: ${await answer.text()}`);
    }
    return new Parties(await openAccountOn(server, settings), clock);
  }

  /** Somebody calls, and the steps begin. */
  async call(...steps: readonly (readonly [string, JsonObject?])[]): Promise<Phone> {
    await takeCalls(this.account.server.switchboard, NUMBER, chain("flow", ...steps));
    const phone = await Phone.call(this.account, NUMBER);
    this.#phones.set(CALL, phone);
    await this.settle();
    return phone;
  }

  /** The API calls a number, which is answered; the actions begin then. */
  async callOut(to: string, actions: readonly JsonObject[]): Promise<Phone> {
    const { origin } = this.account.server;
    const answer = await fetch(`${origin}/v1.0/calls`, {
      method: "POST",
      headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        source: { type: "tel", target: NUMBER },
        destinations: [{ type: "tel", target: to }],
        actions,
      }),
    });
    const { calls } = (await answer.json()) as { calls: { id: string }[] };
    this.#call = calls[0]?.id ?? "";
    await this.settle();
    return this.answer();
  }

  /** Answers the newest call that was made, or that to a number; gives the telephone. */
  async answer(number?: string): Promise<Phone> {
    const dialled = this.requests("POST /Calls.json").findLast(
      ({ form }) => number === undefined || form["To"] === number,
    );
    if (!dialled) throw new Error("Nobody was dialled.");
    const index = this.account.api.requests.indexOf(dialled);
    const sid = `CA${String(index + 1).padStart(32, "0")}`;
    const phone = await this.#held(Phone.answer(this.account, dialled.form, sid));
    this.#phones.set(sid, phone);
    await this.settle();
    return phone;
  }

  /** What Twilio asks may be held open for a moment, in case that the flow goes on by itself. */
  async #held<Result>(asking: Promise<Result>): Promise<Result> {
    let isOpen = true;
    const answered = asking.finally(() => (isOpen = false));
    while (isOpen) {
      await new Promise(setImmediate);
      const { next = Infinity } = this.clock;
      if (next <= this.clock.now() + MOMENT_MS) await this.clock.advanceTo(next, () => Promise.resolve());
    }
    return answered;
  }

  /** A caller and an agent who talk. */
  async connected(): Promise<readonly [caller: Phone, agent: Phone]> {
    const caller = await this.call(["call-answer"], ["call-connect", { destinations: [{ target: "+12065550133" }] }]);
    return [caller, await this.answer()];
  }

  /** Runs a module of a metaflow for a party, as a program does by Kazoo's API. */
  async run(phone: Phone, module: string, data: JsonObject = {}): Promise<void> {
    const session = await this.session();
    const leg = Object.entries(session.call!.legs).find(
      ([id, { networkId }]) => phone.sid === networkId || id === callIdOf(phone.sid),
    );
    const { switchboard } = this.account.server;
    const request = metaflowRequest(leg![0], toOrdered({ module, data }) as OrderedObject, switchboard.ids);
    await switchboard.toSession(session.id, request);
    await this.settle();
  }

  /** A request to VoIPBIN's API; gives the status of the answer. */
  async request(method: string, path: string, body: JsonObject = {}): Promise<number> {
    const answer = await fetch(`${this.account.server.origin}/v1.0${path}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    await this.settle();
    return answer.status;
  }

  /** A program controls the call. */
  async control(control: CallControl): Promise<void> {
    const { id } = await this.session();
    await this.account.server.switchboard.toSession(id, { type: "control", control });
    await this.settle();
  }

  /** Another process has taken the place of the one that was killed: it knows what the store holds. */
  async restart(): Promise<void> {
    await this.settle();
    this.account.reopen();
  }

  async session(): Promise<Session> {
    const { store } = this.account.server.switchboard;
    const found = await store.sessionOfCall(this.#call);
    return found!.session;
  }

  requests(operation: string): readonly ApiRequest[] {
    return this.account.api.requests.filter((request) => request.operation === operation);
  }

  pass(milliseconds: number): Promise<void> {
    return this.clock.advanceTo(this.clock.now() + milliseconds, () => this.settle());
  }

  /** Resolves when something is so that requests on loopback bring about; the test's time limit ends the waiting. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(setImmediate);
  }

  /** Lets everything happen that can, and the telephones follow what Twilio was told by requests. */
  async settle(): Promise<void> {
    await new Promise(setImmediate);
    await this.account.server.switchboard.whenIdle();
    const { requests } = this.account.api;
    for (; this.#followed < requests.length; this.#followed++) {
      const { operation, form } = requests[this.#followed]!;
      const phone = this.#phones.get(/^POST \/Calls\/(\w+)\.json$/.exec(operation)?.[1] ?? "");
      if (form["Twiml"] !== undefined) phone?.take(form["Twiml"]);
      else if (form["Url"] !== undefined) await phone?.follow(String(form["Url"]));
      else if (form["Status"] !== undefined) phone?.hungUp();
    }
  }

  async close(): Promise<void> {
    expect(this.account.api.problems).toEqual([]);
    await this.account.close();
  }
}
