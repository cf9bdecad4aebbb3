import Type from "typebox";
import { stopRecording } from "../../runtime/call/media/recording.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, recording_stop: without a recording it does nothing. */
export const recordingStop = defineStep({
  family: "call",
  type: "recording_stop",
  summary: "Ends the recording of the call.",
  icon: "fa-stop-circle-o",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["recording"] },
  enter(step) {
    if (step.session.call) stopRecording(step.sprint, step.session.call);
    return step.exit("next");
  },
});
