import { createMachine } from "xstate";
import type { CallLeg, CallStatus, HangupReason } from "../../session/call.js";
import { transitionsOf } from "../../transitions.js";

/** What happens to a call: what the network says, and what we do. */
export type CallEvent = "ring" | "answer" | "hangup" | "cancel" | "ended";

/** The life of a call (voipbin-flow.md section 8): it only goes forward. Drawn in docs/machines.md. */
export const callMachine = createMachine({
  id: "call",
  initial: "dialing",
  states: {
    dialing: {
      on: { ring: "ringing", answer: "progressing", hangup: "terminating", cancel: "canceling", ended: "hangup" },
    },
    ringing: { on: { answer: "progressing", hangup: "terminating", cancel: "canceling", ended: "hangup" } },
    progressing: { on: { hangup: "terminating", cancel: "terminating", ended: "hangup" } },
    terminating: { on: { ended: "hangup" } },
    canceling: { on: { ended: "hangup" } },
    hangup: { type: "final" },
  },
});

/** The status after an event; the same status where the event means nothing in it. */
export const nextCallStatus = transitionsOf<CallStatus, CallEvent>(callMachine);

/** Why a leg ended, from its state before and the network's cause (the table of voipbin-flow.md section 8). */
export function hangupReason(leg: Pick<CallLeg, "direction" | "status">, cause: string | undefined): HangupReason {
  if (cause === "timeout" && leg.status === "progressing") return "timeout";
  if (leg.status === "terminating") return cause === "amd" && leg.direction === "outgoing" ? "amd" : "normal";
  if (leg.status === "canceling") return cause === "dialout" ? "dialout" : "cancel";
  if (leg.status === "progressing") return "normal";
  if (cause === "busy") return "busy";
  if (cause === "noanswer" || (cause === "rejected" && leg.direction === "outgoing")) return "noanswer";
  if (cause === undefined || cause === "normal" || cause === "answered_elsewhere" || leg.direction === "incoming")
    return "normal";
  return cause === "unknown" || cause === "dialout" ? "dialout" : "failed";
}
