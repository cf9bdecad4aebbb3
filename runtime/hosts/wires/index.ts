import type { Switchboard } from "../../switchboard/switchboard.js";
import { Carrier } from "./carrier.js";
import { Deliveries, type Delivery } from "./delivery.js";
import { DetachedTokens } from "./detached.js";
import { HoldLimit } from "./hold-limit.js";
import { Tabs } from "./tabs.js";
import { TravellingTokens } from "./token.js";
import { Traffic } from "./traffic.js";

export interface WiresOptions {
  readonly switchboard: Switchboard;
  /** Milliseconds that a node may hold a message before the sprint goes on without it. */
  readonly holdLimit: number;
  /** Copies a message as Node-RED does. */
  readonly clone: (message: object) => object;
  readonly debug: (text: string) => void;
}

/** Milliseconds that a core node may hold a message, where the settings don't say it. */
export const DEFAULT_HOLD_LIMIT_MS = 2000;

/** The wires host: flows that are tabs, whose tokens travel in Node-RED messages. */
export class WiresHost {
  readonly tabs: Tabs;
  readonly carrier: Carrier;
  readonly traffic: Traffic;
  readonly #tokens = new TravellingTokens();
  readonly #deliveries: Deliveries;
  readonly #detached: DetachedTokens;

  constructor({ switchboard, holdLimit, clone, debug }: WiresOptions) {
    const tokens = this.#tokens;
    const limit = new HoldLimit(holdLimit, (delivery) => this.#detached.detach(delivery, this.#deliveries));
    this.#detached = new DetachedTokens(switchboard, tokens);
    this.#deliveries = new Deliveries(tokens, limit, (token) => this.#detached.ended(token, "consumed"));
    this.carrier = new Carrier(tokens, this.#deliveries, this.#detached, clone, switchboard.limits.maxKeptBytes);
    this.traffic = new Traffic(tokens, this.#deliveries, debug);
    this.tabs = new Tabs(switchboard, this.carrier);
  }

  /** How many tokens are on their way between steps, those of held messages among them. */
  get travelling(): number {
    return this.#tokens.size;
  }

  /** After a deploy: messages that stopped nodes had held are lost. */
  dropLost(isRunning: (delivery: Delivery) => boolean): void {
    this.#detached.dropLost(this.#deliveries, isRunning);
  }
}
