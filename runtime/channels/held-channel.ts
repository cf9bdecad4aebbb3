import { Observable } from "../observable.js";
import type { Channel } from "./channel.js";
import type { ChannelState, ChannelTrouble } from "./state.js";

/** Stands in for a channel that is not open: what goes by it waits in the outbox until one takes its place. */
export class HeldChannel implements Channel {
  readonly id: string;
  readonly name: string;
  readonly schemes?: readonly string[];
  readonly state: Observable<ChannelState>;

  constructor({ id, name, schemes }: Pick<Channel, "id" | "name" | "schemes">, trouble: ChannelTrouble) {
    this.id = id;
    this.name = name;
    if (schemes) this.schemes = schemes;
    this.state = new Observable<ChannelState>(trouble);
  }

  async deliver(): Promise<never> {
    throw new Error(`The channel '${this.id}' is not open.`);
  }
}
