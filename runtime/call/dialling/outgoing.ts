import { beginFlow } from "../../engine/runs.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Input } from "../../session/input.js";
import { dropTimer } from "../../session/timers.js";
import { DIAL_TIMER, dial, hangUpLeg, noteStatus } from "../legs/legs.js";
import { isOnCall, isRinging, ownLeg } from "../legs/parties.js";

/** An outgoing call that nobody has dialled yet: its flow begins when it is answered (voipbin-flow.md section 8). */
export function startsLater({ session: { call } }: Sprint): boolean {
  return call !== undefined && ownLeg(call).direction === "outgoing" && isRinging(ownLeg(call));
}

/** A session with such a call starts by dialling it; any other call is there already. */
export function beginCall(sprint: Sprint): void {
  const { call } = sprint.session;
  if (!call) return;
  if (!startsLater(sprint)) return noteStatus(sprint, call.id);
  const { from, to: number, anonymous } = call;
  dial(sprint, { from, number, ...(anonymous && { anonymous }) }, call.id);
}

/** The flow of an outgoing call begins when it is answered, or before, when it rings. A leg that rings too long is given up. */
export function outgoingReceived(sprint: Sprint, input: Input): void {
  const { call, timers } = sprint.session;
  if (!call) return;
  if (input.type === "call" && input.leg === call.id && isOnCall(call, call.id)) {
    if (call.earlyExecution || !isRinging(ownLeg(call))) beginFlow(sprint);
  }
  if (input.type !== "timeout" || timers?.[input.token] === undefined || !input.token.startsWith(DIAL_TIMER)) return;
  dropTimer(sprint.session, input.token);
  hangUpLeg(sprint, input.token.slice(DIAL_TIMER.length), "dialout");
}
