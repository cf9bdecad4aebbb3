import { AsyncLocalStorage } from "node:async_hooks";
import { isNativeError } from "node:util/types";
import type { CompleteEvent, LogEntry, ReceiveEvent, RedNode, SendEvent } from "../../nodered/types.js";
import type { Deliveries, Delivery } from "./delivery.js";
import { markOf, stamp, type Mark, type Message } from "./mark.js";
import type { TravellingToken, TravellingTokens } from "./token.js";

/**
 * Watches Node-RED's messages and counts those that carry a token, whatever nodes they go through (anchors.md A4, A5). Its
 * methods are called from the messaging hooks; `false` stops a message.
 */
export class Traffic {
  /** The delivery that a node handles, also in what its handler does later. */
  readonly #handling = new AsyncLocalStorage<Delivery | undefined>();
  /** The delivery whose handler is on the stack right now. */
  #running: Delivery | undefined;

  constructor(
    private readonly tokens: TravellingTokens,
    private readonly deliveries: Deliveries,
    private readonly debug: (text: string) => void,
  ) {}

  /** A message is about to go to a node by a wire. One that lost its mark has the token of what its sender handles. */
  sent({ msg, source, destination }: SendEvent): false | undefined {
    const mark = markOf(msg);
    const token = mark ? this.tokens.find(mark) : this.#tokenHandledBy(source.id);
    if (!token) return undefined;
    if (token.isVoid) return this.#stop(destination.id, "its sprint was stopped, and runs again");
    this.#go(token, token.at(source.id) ?? this.#handled(token), msg, destination.id);
    return undefined;
  }

  /** A node gets a message: one that `sent` announced, or one by a direct call (link call, Catch, Complete). */
  received({ msg, destination: { id, node } }: ReceiveEvent): false | undefined {
    const mark = markOf(msg);
    const announced = this.deliveries.find(msg, id, "sent");
    if (!announced && !mark) return undefined;
    const token = announced?.token ?? (mark && this.tokens.find(mark));
    if (!token) return node.type in COPIES ? this.#stop(id, "its token has gone on") : undefined;
    if (token.isVoid) {
      if (announced) this.deliveries.close(announced);
      return this.#stop(id, "its sprint was stopped, and runs again");
    }
    this.#enter(announced ?? this.#called(token, msg, node), node);
    return undefined;
  }

  /** The node's handler has returned. Where no handler takes a `done`, or it threw, nothing more will be heard of it. */
  handled({ msg, destination: { id, node } }: ReceiveEvent): void {
    const delivery = this.#running;
    if (delivery?.message !== msg || delivery.node !== id) return;
    const { running, handling } = delivery.before ?? {};
    this.#running = running;
    this.#handling.enterWith(handling);
    delivery.before = undefined;
    if (node._expectedDoneCount === 0 || delivery.threw) this.deliveries.closeSoon(delivery);
  }

  /** The node has called `done`, with or without an error. */
  completed({ msg, error, node: { id, node } }: CompleteEvent): void {
    const delivery = this.deliveries.find(msg, id, "inside");
    if (!delivery) return;
    if (error) this.#noteError(delivery, node, error);
    this.deliveries.closeSoon(delivery);
  }

  /** Node-RED has logged an error that no Catch node took. A handler that throws does nothing else. */
  logged(entry: LogEntry): void {
    const delivery = this.#running;
    if (!delivery || delivery.state !== "inside" || entry.id !== delivery.node || !isNativeError(entry.msg)) return;
    delivery.threw = true;
    if (delivery.receiver) this.#noteError(delivery, delivery.receiver, entry.msg);
  }

  #go(token: TravellingToken, from: Delivery | undefined, msg: object, node: string): Delivery {
    const next = this.deliveries.handOn(token, from);
    this.#mark(msg, next.mark);
    return this.deliveries.open(next, msg, node);
  }

  /** A direct call: by the node that has this very message (link call), or about a message of the node that it names. */
  #called(token: TravellingToken, msg: object, node: RedNode): Delivery {
    const caller = this.deliveries.elsewhere(msg, node.id, token);
    const origin = originOf(msg, node);
    const source = origin?.source?.id;
    const from = caller ?? (source === undefined ? undefined : token.at(source)) ?? this.#handled(token);
    if (from && from === this.#running && origin?.stack !== undefined) from.threw = true;
    const delivery = this.#go(token, from, msg, node.id);
    // A caller's `done` comes when the call returns, which may be never.
    if (caller) this.deliveries.close(caller);
    return delivery;
  }

  #enter(delivery: Delivery, node: RedNode): void {
    this.#mark(delivery.message, delivery.token.mark);
    delivery.state = "inside";
    delivery.receiver = node;
    delivery.before = { running: this.#running, handling: this.#handling.getStore() };
    this.#running = delivery;
    this.#handling.enterWith(delivery);
  }

  #mark(msg: object, mark: Mark): void {
    if (markOf(msg)?.token !== mark.token) stamp(msg, mark);
  }

  #handled(token: TravellingToken): Delivery | undefined {
    const delivery = this.#handling.getStore();
    return delivery?.token === token && delivery.isInside ? delivery : undefined;
  }

  #tokenHandledBy(node: string): TravellingToken | undefined {
    const delivery = this.#handling.getStore();
    return delivery?.node === node && delivery.isInside ? delivery.token : undefined;
  }

  #noteError({ token }: Delivery, node: RedNode, error: unknown): void {
    if (token.place.kind !== "moving") return;
    const { sprint, run } = token.place;
    const text = `node '${node.name ?? node.id}' (${node.type}): ${error instanceof Error ? error.message : String(error)}`;
    sprint.record({ type: "error", text }, { run: run.id, node: node.id });
  }

  #stop(node: string, why: string): false {
    this.debug(`A message to node ${node} was stopped: ${why}.`);
    return false;
  }
}

/** Nodes that get copies of other nodes' messages, and the property that says whose. */
const COPIES: Readonly<Record<string, string>> = { catch: "error", complete: "complete" };

interface Origin {
  readonly source?: { readonly id?: string };
  /** A Catch node is told it of errors that were thrown, not of mere texts. */
  readonly stack?: string;
}

function originOf(msg: object, node: RedNode): Origin | undefined {
  const property = COPIES[node.type];
  return property === undefined ? undefined : ((msg as Message)[property] as Origin | undefined);
}
