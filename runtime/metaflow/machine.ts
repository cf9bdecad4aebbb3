import { assign, createMachine } from "xstate";
import type { Collection } from "../session/session.js";

/** How a collector collects (kazoo-metaflows.md section 4). */
export interface CollectorRules {
  readonly bindingDigit: string;
  /** Silence after the last digit that ends a collection, in milliseconds. */
  readonly digitTimeoutMs: number;
  /** A binding digit in the middle of a collection starts it anew (section 4.3). */
  readonly fastRearm: boolean;
}

/** A key on a leg that the collector hears, or the silence that ends a collection. */
export type CollectorEvent =
  | { readonly type: "digit"; readonly leg: string; readonly digit: string; readonly at: number }
  | { readonly type: "silence" };

export interface CollectorContext {
  readonly rules: CollectorRules;
  /** What is being collected; undefined in `unarmed`. */
  readonly collection: Collection | undefined;
}

/** A collector of digits: one for each endpoint of a call, one leg armed at a time. Drawn in docs/machines.md. */
export const collectorMachine = createMachine({
  id: "collector",
  types: {} as { context: CollectorContext; events: CollectorEvent; input: CollectorContext },
  context: ({ input }) => input,
  initial: "unarmed",
  states: {
    unarmed: {
      on: {
        digit: {
          guard: ({ context, event }) => event.digit === context.rules.bindingDigit,
          target: "armed",
          actions: assign(({ context, event }) => collecting(context, event, "")),
        },
      },
    },
    armed: {
      on: {
        digit: {
          guard: ({ context, event }) => event.leg === context.collection?.leg,
          actions: assign(({ context, event }) => collecting(context, event, appended(context, event.digit))),
        },
        silence: { target: "unarmed", actions: assign({ collection: undefined }) },
      },
    },
  },
});

/** Every digit gives the next one the whole time again. */
function collecting(
  { rules, collection }: CollectorContext,
  { leg, at }: { leg: string; at: number },
  collected: string,
): { collection: Collection } {
  const { spent } = collection ?? {};
  return { collection: { leg, collected, deadline: at + rules.digitTimeoutMs, ...(spent && { spent }) } };
}

function appended({ rules, collection }: CollectorContext, digit: string): string {
  const collected = collection?.collected ?? "";
  if (!rules.fastRearm || digit !== rules.bindingDigit) return collected + digit;
  return collected === "" ? digit : "";
}
