import { createMachine } from "xstate";
import type { Patience } from "../channels/channel.js";
import { transitionsOf } from "../transitions.js";

/** The life of an effect in the outbox; drawn in docs/machines.md. */
export const deliveryMachine = createMachine({
  id: "delivery",
  initial: "due",
  states: {
    due: { on: { delivered: "delivered", failed: "retrying", refused: "dead", exhausted: "dead" } },
    retrying: { on: { due: "due" } },
    delivered: { type: "final" },
    dead: { on: { revive: "due" } },
  },
});

type DeliveryState = keyof (typeof deliveryMachine)["states"] & string;

const next = transitionsOf<DeliveryState, "delivered" | "failed" | "refused" | "exhausted">(deliveryMachine);

/** Attempts before an effect is given up. With the pauses below that is about 17 hours. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 2 * 60 * 60 * 1000;

/** What follows from an attempt: done, another one at a time, or given up. */
export type Settlement =
  { readonly state: "delivered" } | { readonly state: "retrying"; readonly at: number } | { readonly state: "dead" };

/** Decides after the `attempts`-th attempt, with pauses that double where the channel has no patience of its own. */
export function settle(
  outcome: "delivered" | "failed" | "refused",
  attempts: number,
  now: number,
  patience?: Patience,
): Settlement {
  const most = patience?.attempts ?? MAX_ATTEMPTS;
  const pauseMs = patience?.pauseMs ?? Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  const state = next("due", outcome === "failed" && attempts >= most ? "exhausted" : outcome);
  if (state === "retrying") return { state, at: now + pauseMs };
  return { state: state === "delivered" ? "delivered" : "dead" };
}
