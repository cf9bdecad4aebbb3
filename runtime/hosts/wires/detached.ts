import { setTimeout } from "node:timers/promises";
import type { JsonObject } from "../../json.js";
import { isLive } from "../../engine/runs.js";
import type { ReturnedInput } from "../../session/input.js";
import type { NewInput } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import type { Deliveries, Delivery } from "./delivery.js";
import type { TravellingToken, TravellingTokens } from "./token.js";

/** Pauses between attempts while the store is not available, in milliseconds. */
const PAUSES_MS = [100, 1000, 5000, 30_000, 120_000];

/**
 * Tokens whose message a node holds for longer than a sprint waits. They rest in the snapshot, and what becomes of them reaches
 * the session as an input, so as a sprint of its own.
 */
export class DetachedTokens {
  /** What a token has to tell, one after the other. */
  readonly #news = new WeakMap<TravellingToken, Promise<void>>();

  constructor(
    private readonly switchboard: Switchboard,
    private readonly tokens: TravellingTokens,
  ) {}

  /** A delivery has lasted too long. A node that has sent its message on is only waited for no longer. */
  detach(delivery: Delivery, deliveries: Deliveries): void {
    const { token } = delivery;
    if (token.place.kind !== "moving" || token.isVoid || delivery.handedOn || !isLive(token.place.run)) {
      deliveries.close(delivery);
      return;
    }
    const { sprint, run, step } = token.place;
    const { node, receiver } = delivery;
    sprint.park(run, { id: token.mark.token, node, ...(step !== undefined && { step }), detached: true });
    sprint.record(
      {
        type: "message_held",
        text: `node '${receiver?.name ?? node}' (${receiver?.type ?? "unknown"}) holds the message`,
      },
      { run: run.id, node },
    );
    token.place = { kind: "detached" };
    for (let held = token.deliveries.size; held > 0; held--) sprint.release(run);
  }

  /** A message has come out at a step. */
  cameOut(token: TravellingToken, node: string, message: JsonObject): void {
    const more = token.deliveries.size > 1;
    if (!more) this.tokens.forget(token);
    this.#tell(token, { type: "returned", token: token.mark.token, node, message, more });
  }

  /** The last message has ended at a node that is no step, or was dropped by a redeploy. */
  ended(token: TravellingToken, ended: "consumed" | "lost"): void {
    this.#tell(token, { type: "returned", token: token.mark.token, ended });
  }

  /** After a redeploy: the nodes that it replaced have dropped what they held. */
  dropLost(deliveries: Deliveries, isRunning: (delivery: Delivery) => boolean): void {
    for (const token of this.tokens.list()) {
      if (token.place.kind !== "detached") continue;
      const lost = [...token.deliveries].filter((delivery) => !isRunning(delivery));
      if (lost.length === token.deliveries.size) {
        this.tokens.forget(token);
        this.ended(token, "lost");
      }
      for (const delivery of lost) deliveries.close(delivery);
    }
  }

  #tell(token: TravellingToken, input: ReturnedInput): void {
    const { lane, mark } = token;
    const tell = (): Promise<void> =>
      this.#accept({ source: "wires", lane, session: mark.id, at: this.switchboard.clock.now(), input });
    this.#news.set(token, (this.#news.get(token) ?? Promise.resolve()).then(tell));
  }

  /** Nobody would send it again, so it is tried several times. */
  async #accept(input: NewInput): Promise<void> {
    for (const pause of PAUSES_MS) {
      try {
        await this.switchboard.accept(input);
        return;
      } catch (error) {
        this.switchboard.log.warn(
          `Session ${input.session} cannot be told yet of a message that came out late: ${String(error)}`,
        );
        await setTimeout(pause, undefined, { ref: false });
      }
    }
    this.switchboard.log.error(
      `Session ${input.session} was never told of a message that came out late; a restart reports it.`,
    );
  }
}
