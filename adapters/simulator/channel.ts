import type { Router } from "express";
import type { ServesRequests } from "../../runtime/api/channel-routes.js";
import { CAPABILITY_WORDS, type Capabilities, type Capability } from "../../runtime/channels/capabilities.js";
import { DeliveryRefused, type Channel, type Receipt } from "../../runtime/channels/channel.js";
import { outgoingMessage } from "../../runtime/channels/messages.js";
import { raiseContactEvent } from "../../runtime/conversation/contact-events.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Accepted } from "../../runtime/store/store.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import type { IncomingMessage } from "../incoming.js";
import { addressOf } from "../address.js";
import { Calls } from "./calls.js";
import { Chats, type ChatMessage } from "./chats.js";
import type { SimulatedEvent } from "./contact-event.js";
import { Feed, topics } from "./feed.js";
import { FlowSide } from "./flow-side.js";
import { Network } from "./network.js";
import { networkRoutes } from "./network-routes.js";
import { PhoneSide } from "./phone-side.js";
import { Recordings } from "./recordings.js";
import { simulatorRoutes, type Simulated } from "./routes.js";

/** A chat and phones in the browser: everything that a contact can do, with no account anywhere. */
export class SimulatorChannel implements Channel, ServesRequests, Simulated {
  readonly id = "simulator";
  readonly name = "Simulator";
  /** Whatever flows ask for can be tried. */
  readonly capabilities: Capabilities = { can: Object.keys(CAPABILITY_WORDS) as Capability[] };
  readonly feed = new Feed();
  readonly chats = new Chats();
  readonly network: Network;
  readonly calls: Calls;
  readonly phones: PhoneSide;
  readonly router: Router;
  readonly #recordings: Recordings;
  readonly #flowSide: FlowSide;

  constructor(private readonly switchboard: Switchboard) {
    this.network = new Network(switchboard.clock);
    this.calls = new Calls(switchboard, this.feed, this.id);
    this.#recordings = new Recordings(this.calls);
    this.phones = new PhoneSide(this.calls, this.#recordings);
    this.#flowSide = new FlowSide(this.calls, this.#recordings);
    this.router = simulatorRoutes(this, switchboard.clock);
    this.router.use(networkRoutes(this.network, switchboard, this.id));
  }

  async receive(message: IncomingMessage): Promise<Accepted> {
    const accepted = await this.switchboard.receiveMessage({ ...message, channel: this.id });
    if (!accepted.duplicate)
      this.#show(message.urn, { ...shown(message), id: accepted.id, direction: "in", quick_replies: [] });
    return accepted;
  }

  async happen({ urn, event }: SimulatedEvent): Promise<string[]> {
    const channel = { uuid: this.id, name: this.name };
    const trigger = { type: "channel", event: { type: event, channel } } as const;
    return raiseContactEvent(this.switchboard, { urn, channel: this.id, trigger });
  }

  async deliver(effect: Effect): Promise<Receipt | void> {
    const message = outgoingMessage(effect);
    if (!message) {
      const call = await this.#callOf(effect);
      if (call === undefined)
        throw new DeliveryRefused(`'${effect.event.type}' is no message, and there is no call for it.`);
      return this.#flowSide.deliver(call, effect);
    }
    const urn = await addressOf(this.switchboard.store, effect, message);
    const receipt = await this.network.take(effect.key);
    this.#show(urn, { ...shown(message), id: effect.key, direction: "out", quick_replies: message.quickReplies });
    return receipt;
  }

  async close(): Promise<void> {
    this.calls.close();
    this.#recordings.close();
  }

  /** Steps of the call family name the call; what a GoFlow voice flow says is for the session's. */
  async #callOf({ event, session }: Effect): Promise<string | undefined> {
    if (typeof event["call"] === "string") return event["call"];
    return (await this.switchboard.store.session(session))?.session.call?.id;
  }

  #show(urn: string, message: Omit<ChatMessage, "at">): void {
    const at = this.switchboard.clock.now();
    if (!this.chats.add(urn, { ...message, at })) return;
    this.feed.publish(topics.chat(urn), { type: "message", message: { ...message, at } });
  }
}

function shown({
  text,
  attachments = [],
}: {
  text: string;
  attachments?: readonly string[];
}): Pick<ChatMessage, "text" | "attachments"> {
  return { text, attachments };
}
