import Type from "typebox";
import { VOICE_ONLY } from "../../runtime/conversation/flow-types.js";
import { evaluateText, localizedText } from "../../runtime/conversation/templates.js";
import { speak } from "../../runtime/conversation/voice.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, play_audio. */
export const playAudio = defineStep({
  family: "contact",
  type: "play_audio",
  summary: "Plays a recording on the call.",
  icon: "fa-play",
  requires: { flowTypes: VOICE_ONLY, capabilities: ["voice"] },
  options: Type.Object({
    audio_url: text({ title: "Recording", description: "URL", expressions: "excellent", minLength: 1 }),
  }),
  exits: ["next"],
  enter(step, options) {
    const url = evaluateText(step, localizedText(step, "audio_url", options.audio_url).text);
    if (url.ok && url.text === "") step.error("audio URL evaluated to empty, skipping");
    else if (url.ok) speak(step, { text: "", audioUrl: url.text });
    return step.exit("next");
  },
});
