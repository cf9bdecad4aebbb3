import { createMachine } from "xstate";
import { transitionsOf } from "../../transitions.js";

/** What happens to an attended transfer: what the three legs do, the keys that take it back, and the end of a pause. */
export type TransferEvent =
  "target_answered" | "target_gone" | "transferor_gone" | "transferee_gone" | "take_back" | "paused";

/** How long after the target was lost the parties are dealt with, in milliseconds (kazoo-metaflows.md section 7). */
export const PAUSE_MS = 1000;

/**
 * An attended transfer (kazoo-metaflows.md section 7): the transferor asks the target while the transferee waits. Drawn in
 * docs/machines.md.
 *
 * - `ringing`: the target is called; `partial`: so it is, but the transferor has hung up and left it to the transferee;
 * - `talking`: transferor and target talk;
 * - `returning`, `dropping`: the target is lost, and a pause runs;
 * - `handed_over`: transferee and target have the call; `taken_back`: transferor and transferee have; `left_over`: the transferee
 *   has gone, and the others go on; `dropped`: nobody is left to talk to whoever remains.
 */
export const transferMachine = createMachine({
  id: "transfer",
  initial: "ringing",
  states: {
    ringing: {
      on: {
        target_answered: "talking",
        target_gone: "returning",
        transferor_gone: "partial",
        transferee_gone: "left_over",
        take_back: "taken_back",
      },
    },
    partial: { on: { target_answered: "handed_over", target_gone: "dropping", transferee_gone: "dropped" } },
    talking: {
      on: {
        target_gone: "taken_back",
        transferor_gone: "handed_over",
        transferee_gone: "left_over",
        take_back: "taken_back",
      },
    },
    returning: {
      on: { paused: "taken_back", transferor_gone: "dropping", transferee_gone: "dropped", take_back: "taken_back" },
    },
    dropping: { on: { paused: "dropped", transferee_gone: "dropped" } },
    handed_over: { type: "final" },
    taken_back: { type: "final" },
    left_over: { type: "final" },
    dropped: { type: "final" },
  },
});

export type TransferState = keyof (typeof transferMachine)["states"] & string;

/** The state after an event; the same state where the event means nothing in it. */
export const nextTransferState = transitionsOf<TransferState, TransferEvent>(transferMachine);

export function isOver(state: TransferState): boolean {
  return transferMachine.states[state]?.type === "final";
}
