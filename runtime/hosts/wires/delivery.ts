import type { RedNode } from "../../nodered/types.js";
import type { HoldLimit } from "./hold-limit.js";
import type { TravellingToken, TravellingTokens } from "./token.js";

/** `sent`: on its way; `inside`: the node has it; `ending`: the node is through with it, and this piece of work ends it. */
type DeliveryState = "sent" | "inside" | "ending" | "over";

/** One message with a token, on its way to a Node-RED node or in it. A sprint waits for each that is not over. */
export class Delivery {
  state: DeliveryState = "sent";
  /** The token has gone on from this node; what the node still sends of it is a fork. */
  handedOn = false;
  /** The node as it was when the message came in: after a redeploy another may have its id. */
  receiver: RedNode | undefined;
  /** While the handler is on the stack: which deliveries were on it, and handled, when this one came in by a direct call. */
  before: { readonly running: Delivery | undefined; readonly handling: Delivery | undefined } | undefined;
  /** The handler threw: it will not call `done`. */
  threw = false;

  constructor(
    readonly token: TravellingToken,
    readonly message: object,
    /** Node-RED's id of the node. */
    readonly node: string,
  ) {}

  get isInside(): boolean {
    return this.state === "inside" || this.state === "ending";
  }
}

/** The deliveries that are not over: found by message object and node, since the same object goes on to the next node. */
export class Deliveries {
  readonly #byMessage = new Map<object, Delivery[]>();

  constructor(
    private readonly tokens: TravellingTokens,
    private readonly limit: HoldLimit,
    /** The last message of a detached token has ended at a node that is no step. */
    private readonly onDetachedEnd: (token: TravellingToken) => void,
  ) {}

  /** A message with the token is on its way: the token's sprint waits for it. */
  open(token: TravellingToken, message: object, node: string): Delivery {
    const delivery = new Delivery(token, message, node);
    token.deliveries.add(delivery);
    const others = this.#byMessage.get(message);
    if (others) others.push(delivery);
    else this.#byMessage.set(message, [delivery]);
    if (token.place.kind === "moving") {
      token.place.sprint.hold(token.place.run);
      this.limit.watch(delivery);
    }
    return delivery;
  }

  /** The oldest delivery of a message to a node in this state. */
  find(message: object, node: string, state: DeliveryState): Delivery | undefined {
    return this.#byMessage.get(message)?.find((each) => each.node === node && each.state === state);
  }

  /** Another node that has this very message, with the token: it hands it on by a direct call. */
  elsewhere(message: object, node: string, token: TravellingToken): Delivery | undefined {
    return this.#byMessage.get(message)?.find((each) => each.node !== node && each.token === token && each.isInside);
  }

  /** The token goes on from here. Gives what the next message carries: the token, or a fork of one that has gone on before. */
  handOn(token: TravellingToken, from: Delivery | undefined): TravellingToken {
    if (!from || from.handedOn) return this.tokens.fork(token);
    from.handedOn = true;
    // The time that a detached message may be held has no limit, but that of a node which has sent it on has.
    if (token.place.kind === "detached") this.limit.watch(from);
    return token;
  }

  close(delivery: Delivery): void {
    if (delivery.state === "over") return;
    delivery.state = "over";
    this.limit.forget(delivery);
    const others = this.#byMessage.get(delivery.message)?.filter((each) => each !== delivery) ?? [];
    if (others.length > 0) this.#byMessage.set(delivery.message, others);
    else this.#byMessage.delete(delivery.message);
    delivery.token.deliveries.delete(delivery);
    this.#left(delivery.token);
  }

  /** Closes once the current piece of work is through: Catch and Complete nodes get their message in the same piece, after it. */
  closeSoon(delivery: Delivery): void {
    if (delivery.state === "over") return;
    delivery.state = "ending";
    queueMicrotask(() => this.close(delivery));
  }

  #left(token: TravellingToken): void {
    const { place } = token;
    if (place.kind === "moving") place.sprint.release(place.run);
    if (token.deliveries.size > 0) return;
    this.tokens.forget(token);
    if (place.kind === "detached") this.onDetachedEnd(token);
  }
}
