import Type from "typebox";
import { VOICE_ONLY } from "../../runtime/conversation/flow-types.js";
import { evaluateText, localizedText } from "../../runtime/conversation/templates.js";
import { speak } from "../../runtime/conversation/voice.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, say_msg. The recording is localized, but holds no expressions. */
export const sayMsg = defineStep({
  family: "contact",
  type: "say_msg",
  label: "say message",
  summary: "Says a text on the call, or plays its recording.",
  icon: "fa-volume-up",
  requires: { flowTypes: VOICE_ONLY, capabilities: ["voice"] },
  options: Type.Object({
    text: text({ title: "Text", expressions: "excellent", multiline: true, minLength: 1 }),
    audio_url: Type.Optional(text({ title: "Recording", description: "URL that is played instead of the text." })),
  }),
  exits: ["next"],
  enter(step, options) {
    const localized = localizedText(step, "text", options.text);
    const { text } = evaluateText(step, localized.text);
    const { text: audioUrl } = localizedText(step, "audio_url", options.audio_url ?? "");
    if (text === "" && audioUrl === "") step.error("need either audio URL or backdown text, skipping");
    else speak(step, { text, audioUrl, language: localized.language });
    return step.exit("next");
  },
});
