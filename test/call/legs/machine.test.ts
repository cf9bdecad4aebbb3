import { hangupReason, nextCallStatus, type CallEvent } from "../../../runtime/call/legs/machine.js";
import type { CallStatus } from "../../../runtime/session/call.js";

const statuses: readonly CallStatus[] = ["dialing", "ringing", "progressing", "terminating", "canceling", "hangup"];

test("a call goes forward only", () => {
  const events: readonly CallEvent[] = ["ring", "answer", "hangup", "cancel", "ended"];
  for (const status of statuses) {
    for (const event of events) {
      expect(statuses.indexOf(nextCallStatus(status, event))).toBeGreaterThanOrEqual(statuses.indexOf(status));
    }
  }
});

test.each(statuses)("the network can end a call that is %s", (status) => {
  expect(nextCallStatus(status, "ended")).toBe("hangup");
});

test("a call that was answered cannot be canceled, only hung up", () => {
  expect(nextCallStatus("ringing", "cancel")).toBe("canceling");
  expect(nextCallStatus("progressing", "cancel")).toBe("terminating");
});

/** The table of voipbin-flow.md section 8. */
test.each([
  ["incoming", "ringing", "noanswer", "noanswer"],
  ["incoming", "ringing", "busy", "busy"],
  ["incoming", "ringing", "rejected", "normal"],
  ["incoming", "ringing", undefined, "normal"],
  ["incoming", "progressing", "timeout", "timeout"],
  ["incoming", "progressing", "normal", "normal"],
  ["outgoing", "dialing", "rejected", "noanswer"],
  ["outgoing", "ringing", "noanswer", "noanswer"],
  ["outgoing", "ringing", "busy", "busy"],
  ["outgoing", "ringing", "answered_elsewhere", "normal"],
  ["outgoing", "dialing", "unknown", "dialout"],
  ["outgoing", "dialing", "congestion", "failed"],
  ["outgoing", "progressing", "timeout", "timeout"],
  ["outgoing", "progressing", "busy", "normal"],
  ["outgoing", "terminating", "amd", "amd"],
  ["outgoing", "terminating", "normal", "normal"],
  ["outgoing", "canceling", "normal", "cancel"],
] as const)("an %s call that is %s and ends by %s: %s", (direction, status, cause, reason) => {
  expect(hangupReason({ direction, status }, cause)).toBe(reason);
});
