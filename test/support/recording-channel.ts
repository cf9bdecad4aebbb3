import { outgoingMessage } from "../../runtime/channels/messages.js";
import type { Channel } from "../../runtime/channels/channel.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Effect } from "../../runtime/session/event.js";

/** A channel that keeps what it is given to deliver, and answers as it is told. */
export class RecordingChannel implements Channel {
  readonly schemes = ["tel"];
  readonly effects: Effect[] = [];
  /** Carries out an effect; may throw what the provider would make it throw. */
  answer: (effect: Effect) => Promise<JsonObject | void> | JsonObject | void = () => {};

  constructor(
    readonly id = "test",
    readonly name = id,
  ) {}

  async deliver(effect: Effect): Promise<JsonObject | void> {
    this.effects.push(effect);
    return this.answer(effect);
  }

  /** The texts of the messages, in the order of their delivery. */
  get texts(): string[] {
    return this.effects.flatMap((effect) => outgoingMessage(effect)?.text ?? []);
  }

  get types(): string[] {
    return this.effects.map(({ event }) => event.type);
  }

  get keys(): string[] {
    return this.effects.map(({ key }) => key);
  }
}
