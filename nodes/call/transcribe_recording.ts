import Type from "typebox";
import { startTranscription } from "../../runtime/call/media/transcription.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, transcribe_recording: one job for each recording of the call so far; nothing without a call. */
export const transcribeRecording = defineStep({
  family: "call",
  type: "transcribe_recording",
  summary: "Turns what was recorded of the call into text.",
  icon: "fa-file-audio-o",
  options: Type.Object({ language: Type.Optional(text({ title: "Language", description: "BCP 47, such as en-US." })) }),
  exits: ["next"],
  requires: { capabilities: ["recording_transcription"] },
  enter(step, { language }) {
    const { call } = step.session;
    for (const { id } of call?.recordings ?? []) {
      if (call) startTranscription(step.sprint, call, { reference_type: "recording", reference_id: id }, language);
    }
    return step.exit("next");
  },
});
