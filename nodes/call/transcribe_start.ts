import Type from "typebox";
import { startTranscription } from "../../runtime/call/media/transcription.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, transcribe_start: goes on beside the flow; what was said comes as `transcript_created` events. */
export const transcribeStart = defineStep({
  family: "call",
  type: "transcribe_start",
  summary: "Begins to turn what is said into text.",
  icon: "fa-file-text-o",
  options: Type.Object({ language: Type.Optional(text({ title: "Language", description: "BCP 47, such as en-US." })) }),
  exits: ["next"],
  requires: { call: true, capabilities: ["transcription"] },
  enter(step, { language }) {
    const { call } = step.session;
    if (call) {
      const id = startTranscription(step.sprint, call, { reference_type: "call", reference_id: call.id }, language);
      (call.transcriptions ??= []).push(id);
    }
    return step.exit("next");
  },
});
