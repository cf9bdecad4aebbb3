import Type, { type Static } from "typebox";
import { shape } from "../../runtime/api/shape.js";
import { DeliveryPostponed, DeliveryRefused, Receipt } from "../../runtime/channels/channel.js";
import type { Clock } from "../../runtime/clock.js";

const conditions = Type.Object(
  {
    /**
     * What becomes of messages to contacts. `delivered`, `sent`, `queued`: they arrive with that status. `refused`: never. `failing`:
     * not now, they are tried again. `busy`: not for `seconds`. `hanging`: there is no answer.
     */
    messages: Type.Enum(["delivered", "sent", "queued", "refused", "failing", "busy", "hanging"]),
    /** Code of the refusal. */
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** Why it is refused. */
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    /** Of `busy`. Default: 30. */
    seconds: Type.Optional(Type.Number({ minimum: 0, maximum: 7200 })),
    /** Milliseconds that each message takes. Default: 0. */
    delay: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000 })),
    /** After so many messages all is well again. Default: until it is changed. */
    times: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

/** How the simulated network treats messages. */
export type Conditions = Static<typeof conditions>;

export const readConditions = shape(conditions);

const FINE: Conditions = { messages: "delivered" };
const BUSY_SECONDS = 30;

/** The simulated network between the channel and the contacts: it can be told to fail, so that a flow's way out can be tried. */
export class Network {
  #conditions = FINE;
  #left = Infinity;

  constructor(private readonly clock: Clock) {}

  get conditions(): Conditions {
    return this.#conditions;
  }

  set conditions(conditions: Conditions) {
    this.#conditions = conditions;
    this.#left = conditions.times ?? Infinity;
  }

  /** Takes a message of this id, or throws as a provider would have it. */
  async take(id: string): Promise<Receipt> {
    const { messages, code, reason, seconds = BUSY_SECONDS, delay = 0 } = this.#next();
    if (delay > 0) await new Promise<void>((resolve) => this.clock.wakeAt(this.clock.now() + delay, resolve));
    switch (messages) {
      case "refused":
        throw new DeliveryRefused(reason ?? "The simulated network refuses messages.", code);
      case "failing":
        throw new Error(reason ?? "The simulated network is down.");
      case "busy":
        throw new DeliveryPostponed(reason ?? "The simulated network is busy.", seconds * 1000);
      case "hanging":
        return new Promise(() => {});
      default:
        return new Receipt(messages, [id]);
    }
  }

  #next(): Conditions {
    const now = this.#conditions;
    if (--this.#left <= 0) this.conditions = FINE;
    return now;
  }
}
