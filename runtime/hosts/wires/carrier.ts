import type { Carry, Departure } from "../../engine/flow.js";
import type { JsonObject } from "../../json.js";
import type { Deliveries } from "./delivery.js";
import type { DetachedTokens } from "./detached.js";
import { keepProperties } from "./kept.js";
import { markOf, stamp, type Message } from "./mark.js";
import type { StepNode } from "./step-node.js";
import type { TravellingTokens } from "./token.js";

/** The message that a token came with, and the step it came to. It is used again when the token leaves, by one exit. */
interface MessageCarry extends Carry {
  readonly message: object;
  readonly node: StepNode;
  used: boolean;
}

/** A token that leaves a step of the flow on this tab. */
type FromFlow = Omit<Departure, "exit"> & { readonly tab: string };

const STRAY =
  "This message belongs to no session. Start the flow with an entry node: sessions begin there, and their messages carry them on.";
const LATE =
  "This message comes too late: its session has gone on without it. A node must send a message on before it calls done, and only once.";

/** Takes tokens out of steps as messages, and messages into steps as tokens. */
export class Carrier {
  constructor(
    private readonly tokens: TravellingTokens,
    private readonly deliveries: Deliveries,
    private readonly detached: DetachedTokens,
    private readonly clone: (message: object) => object,
    private readonly maxKeptBytes: number,
  ) {}

  /** Sends a token out of an exit; Complete nodes of the step get theirs too. */
  depart(node: StepNode, departure: FromFlow & Departure): void {
    this.#leave(node, departure, (message) => {
      if (departure.payload !== undefined) message["payload"] = departure.payload;
      node.send(departure.exit, message);
      node.red._complete(message);
    });
  }

  /** Offers a failure to the Catch nodes. True: one took it, and the token goes on from there. */
  fail(node: StepNode, departure: FromFlow, text: string): boolean {
    return this.#leave(node, departure, (message) => node.red.error(text, message));
  }

  /** A message has come to a step. Gives what is wrong if it has no business there. */
  arrive(node: StepNode, message: object): Error | undefined {
    const delivery = this.deliveries.find(message, node.red.id, "inside");
    if (!delivery) return new Error(markOf(message) ? LATE : STRAY);
    const { token } = delivery;
    const { place, tab } = token;
    if (place.kind === "moving") {
      const { sprint, run, step } = place;
      const carry: MessageCarry = { message, node, used: false };
      sprint.arrive({ run, node: node.idFrom(tab), carry, ...(step !== undefined && { step }) });
    } else if (place.kind === "detached") {
      this.detached.cameOut(token, node.idFrom(tab), this.#kept(message, node));
    }
    this.deliveries.close(delivery);
    return undefined;
  }

  keep(carry: Carry): JsonObject {
    const { message, node } = carry as MessageCarry;
    return this.#kept(message, node);
  }

  /** Makes the token's message, and has it sent. True: it has gone somewhere. */
  #leave(node: StepNode, departure: FromFlow, send: (message: Message) => void): boolean {
    const { sprint, run, step, tab } = departure;
    if (sprint.isHalted) return false;
    const message = this.#messageOf(departure);
    const token = this.tokens.make({ sprint, run, ...(step !== undefined && { step }) }, tab);
    stamp(message, token.mark);
    const origin = this.deliveries.open(token, message, node.red.id);
    origin.state = "inside";
    send(message);
    this.deliveries.close(origin);
    return origin.handedOn;
  }

  #messageOf({ carry, properties }: FromFlow): Message {
    if (!carry) return { ...properties };
    const came = carry as MessageCarry;
    if (came.used) return this.clone(came.message) as Message;
    came.used = true;
    return came.message as Message;
  }

  #kept(message: object, { red }: StepNode): JsonObject {
    const { properties, notJson, tooLarge } = keepProperties(message, this.maxKeptBytes);
    if (notJson.length > 0) red.warn(`Not kept while the session waits, as it is no JSON: ${notJson.join(", ")}`);
    if (tooLarge.length > 0)
      red.warn(`Not kept while the session waits, as it is over ${this.maxKeptBytes} bytes: ${tooLarge.join(", ")}`);
    return properties;
  }
}
