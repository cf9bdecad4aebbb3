import type { Family } from "../../runtime/engine/family.js";
import type { Sprint } from "../../runtime/engine/sprint.js";
import type { Input } from "../../runtime/session/input.js";
import { bridgeTimeReceived } from "../../runtime/call/legs/bridge-time.js";
import { controlReceived } from "../../runtime/call/control/index.js";
import { announceNext } from "../../runtime/call/control/talk.js";
import { detectionReceived } from "../../runtime/call/media/detection.js";
import { durationReceived } from "../../runtime/call/legs/duration.js";
import { messageDelivered } from "../../runtime/call/messages.js";
import { startFollower } from "../../runtime/call/on-complete.js";
import { beginCall, outgoingReceived, startsLater } from "../../runtime/call/dialling/outgoing.js";
import { offeredTooLate, queueEnded, queueLeft, queueReceived } from "../../runtime/call/queue/entry.js";
import { recordingReceived } from "../../runtime/call/media/recording.js";
import { callEnded, callReceived, hangUpAtEnd } from "../../runtime/call/session.js";
import { transcriptReceived } from "../../runtime/call/media/transcription.js";
import { undeliveredReceived } from "../../runtime/call/undelivered.js";
import { startVariables, withVariables } from "../../runtime/call/variables.js";

/** VoIPBIN's actions. Rules: voipbin-flow.md and the decisions of DESIGN. */
export const callFamily: Family = {
  name: "call",
  label: "call",
  colour: "#9fd8b4",
  icon: "fa-phone",

  /** A step that needs a call is visited, but passed over, where there is none (section 3). `${...}` is read anew at each visit. */
  before(step, definition, options, phase) {
    const skipped = definition.requires?.call === true && !step.session.call;
    if (phase === "enter") queueLeft(step.sprint);
    const { options: option, tooLong } = withVariables(step.sprint, options);
    if (phase === "enter") {
      const action = { id: step.node.id, type: definition.type };
      const current_action = Object.keys(option).length > 0 ? { ...action, option } : action;
      step.emit({ type: "activeflow_updated", current_action, ...(skipped && { skipped }) }, "sprint");
    }
    if (skipped) return { outcome: step.exit("next") };
    return tooLong ? { outcome: step.fail(`${definition.type}: its variables are too long`) } : { options: option };
  },

  started(sprint) {
    startVariables(sprint);
    beginCall(sprint);
  },
  startsLater,
  received(sprint, input) {
    reported(sprint, input);
    if (controlReceived(sprint, input)) return true;
    if (detectionReceived(sprint, input) || callReceived(sprint, input)) return true;
    announceNext(sprint);
    if (queueReceived(sprint, input)) return true;
    outgoingReceived(sprint, input);
    bridgeTimeReceived(sprint, input);
    durationReceived(sprint, input);
    return false;
  },
  ended(sprint) {
    queueEnded(sprint);
    hangUpAtEnd(sprint);
    startFollower(sprint);
  },
  afterEnd(sprint, input) {
    reported(sprint, input);
    offeredTooLate(sprint, input);
    callEnded(sprint, input);
  },
};

/** What goes on beside the flow; it may be told of when the flow has ended. */
function reported(sprint: Sprint, input: Input): void {
  recordingReceived(sprint, input);
  messageDelivered(sprint, input);
  transcriptReceived(sprint, input);
  undeliveredReceived(sprint, input);
}
