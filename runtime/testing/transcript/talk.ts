import type { Json } from "../../json.js";
import type { Session } from "../../session/session.js";
import { readTimespan } from "../../workflow/timespan.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { expectEqual, expectSubset, Mismatch } from "../expect.js";
import type { VirtualClock } from "../virtual-clock.js";
import type { Heard, TestChannel } from "./test-channel.js";
import type { TranscriptLine } from "./transcript.js";

/** Plays a conversation line by line. */
export class Talk {
  #read = 0;
  #call: string | undefined;
  #session: Session | undefined;

  constructor(
    private readonly switchboard: Switchboard,
    private readonly clock: VirtualClock,
    private readonly channel: TestChannel,
    private readonly urn: string,
  ) {
    switchboard.events.on("commit", ({ sessions }) => {
      const own = sessions.findLast(({ session }) => this.#isOwn(session));
      if (own) this.#session = structuredClone(own.session);
    });
  }

  /** Others' sessions are started by the conversation, but are not the one that it is about. */
  #isOwn({ trigger }: Session): boolean {
    return trigger.type !== "broadcast" && trigger.type !== "flow_action";
  }

  async play(line: TranscriptLine): Promise<void> {
    const { switchboard, channel, urn } = this;
    if ("start" in line) {
      const { start, params } = line;
      const trigger = { type: "manual", at: this.clock.now(), ...(params && { params }) };
      await switchboard.startFlow({ id: start }, { urn, channel: channel.id, trigger });
    } else if ("request" in line) {
      const trigger = switchboard.triggers.forRequest(line.request);
      if (!trigger) throw new Mismatch(`No flow takes requests at '${line.request}'.`);
      await trigger.start(line.body);
    } else if ("send" in line) {
      await switchboard.receiveMessage({ channel: channel.id, urn, text: line.send });
    } else if ("call" in line) {
      this.#call = await switchboard.startCall({ channel: channel.id, from: urn.replace(/^tel:/, ""), to: line.call });
    } else if ("press" in line) {
      for (const digit of line.press) await this.#onCall({ type: "digit", digit });
    } else if ("hangup" in line) await this.#hangup(line.hangup);
    else if ("party" in line) await this.#party(line);
    else if ("wait" in line) await this.#wait(line.wait);
    else await this.#check(line);
    await this.#settle();
  }

  /** A flow that said more than the conversation knows of is not as expected. */
  end(): void {
    const [more] = this.channel.heard.slice(this.#read);
    if (more && more.kind !== "hangup") throw new Mismatch(`The flow went on: "${more.text}"`);
  }

  async #check(line: TranscriptLine): Promise<void> {
    if ("expect" in line) {
      const said = this.#next("message");
      expectEqual("message", line.expect, said.text);
      expectEqual("recipient", line.to ?? this.urn, said.to ?? this.urn);
      if (line.quick_replies) expectEqual("quick replies", [...line.quick_replies], [...said.quickReplies]);
    } else if ("hear" in line) {
      // What is being said must end before something else is heard.
      if (this.#read >= this.channel.heard.length)
        await this.clock.advanceTo(this.clock.next ?? this.clock.now(), () => this.#settle());
      expectEqual("speech", line.hear, this.#next("speech").text);
    } else if ("dials" in line) expectEqual("dialled", line.dials, this.#next("dial").text);
    else if ("results" in line) {
      const results = Object.assign({}, ...(this.#session?.runs ?? []).map((run) => run.results)) as Record<
        string,
        { value: string }
      >;
      expectSubset(
        "results",
        line.results,
        Object.fromEntries(Object.entries(results).map(([key, { value }]) => [key, value])),
      );
    } else if ("contact" in line) {
      const contact = await this.switchboard.contactWith(this.urn);
      expectSubset("contact", line.contact, contact.document);
    } else if ("status" in line) expectEqual("status", line.status, this.#session?.status as Json);
  }

  #next<Kind extends "message" | "speech" | "dial">(kind: Kind): Extract<Heard, { kind: Kind }> {
    const heard = this.channel.heard[this.#read++];
    if (heard?.kind !== kind)
      throw new Mismatch(`Expected a ${kind}, got ${heard ? JSON.stringify(heard) : "nothing"}.`);
    return heard as Extract<Heard, { kind: Kind }>;
  }

  async #onCall(input: { type: "digit"; digit: string } | { type: "call"; event: "hangup" }): Promise<void> {
    if (this.#call === undefined) throw new Mismatch("Nobody has called yet.");
    await this.switchboard.callEvent(this.channel.id, this.#call, { ...input, leg: this.#call });
    await this.#settle();
  }

  async #hangup(by: "caller" | "flow"): Promise<void> {
    if (by === "caller") return this.#onCall({ type: "call", event: "hangup" });
    await this.clock.advanceTo(this.clock.next ?? this.clock.now(), () => this.#settle());
    const heard = this.channel.heard[this.#read++];
    if (heard?.kind !== "hangup")
      throw new Mismatch(`Expected the flow to hang up, got ${heard ? JSON.stringify(heard) : "nothing"}.`);
  }

  async #party({ party, does, cause }: Extract<TranscriptLine, { party: string }>): Promise<void> {
    const dialled = this.channel.dialled.get(party);
    if (!dialled) throw new Mismatch(`The flow has not dialled '${party}'.`);
    const event = does === "answer" ? "answered" : "hangup";
    const input = { type: "call", event, leg: dialled.leg, ...(cause !== undefined && { cause }) } as const;
    await this.switchboard.callEvent(this.channel.id, dialled.call, input);
  }

  async #wait(span: string): Promise<void> {
    const time = readTimespan(span);
    if (time === undefined) throw new Mismatch(`'${span}' is no time (d.HH:mm:ss).`);
    await this.clock.advanceTo(this.clock.now() + time, () => this.#settle());
  }

  #settle(): Promise<void> {
    return this.switchboard.whenIdle();
  }
}
