import Type from "typebox";
import { stopTranscriptions } from "../../runtime/call/media/transcription.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, transcribe_stop; DESIGN, call family, decision 12: it stops what transcribe_start began. */
export const transcribeStop = defineStep({
  family: "call",
  type: "transcribe_stop",
  summary: "Ends turning what is said into text.",
  icon: "fa-file-o",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["transcription"] },
  enter(step) {
    if (step.session.call) stopTranscriptions(step.sprint, step.session.call);
    return step.exit("next");
  },
});
