import { createMachine } from "xstate";
import type { QueueStatus } from "../../session/call.js";
import { transitionsOf } from "../../transitions.js";

/** What happens to a caller in a queue. */
export type QueueEvent = "wait" | "offer" | "answer" | "decline" | "timeout" | "leave";

/** A caller's way through a queue (voipbin-flow.md section 7). Drawn in docs/machines.md. */
export const queueMachine = createMachine({
  id: "queue",
  initial: "initiating",
  states: {
    initiating: { on: { wait: "waiting", leave: "abandoned" } },
    waiting: { on: { offer: "connecting", timeout: "abandoned", leave: "abandoned" } },
    connecting: { on: { answer: "service", decline: "waiting", leave: "abandoned" } },
    service: { on: { timeout: "kicking", leave: "done" } },
    kicking: { on: { leave: "done" } },
    done: { type: "final" },
    abandoned: { type: "final" },
  },
});

/** The status after an event; the same status where the event means nothing in it. */
export const nextQueueStatus = transitionsOf<QueueStatus, QueueEvent>(queueMachine);

/** Whether the caller has left the queue for good. */
export function hasLeft(status: QueueStatus): boolean {
  return queueMachine.states[status]?.type === "final";
}
