import Type from "typebox";
import { answerCall } from "../../runtime/call/session.js";
import { playing, stopPlaying } from "../../runtime/call/media/playing.js";
import { choiceOrVariable, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, talk: answers first; a key pressed meanwhile replaces the digits, and may end the talking. */
export const talk = defineStep({
  family: "call",
  type: "talk",
  summary: "Says a text to the caller.",
  icon: "fa-commenting",
  options: Type.Object({
    text: text({ title: "Text", description: "Plain text or SSML.", expressions: "variables", multiline: true }),
    language: Type.Optional(text({ title: "Language", description: "BCP 47, such as en-US." })),
    gender: Type.Optional(
      choiceOrVariable(["", "male", "female", "neutral"], {
        title: "Voice",
        description: "Empty: the language's own.",
      }),
    ),
    digits_handle: Type.Optional(
      choiceOrVariable(["", "next"], {
        title: "On a key",
        description: "next: stop talking and go on. The key counts for a following digits_receive.",
      }),
    ),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice"] },
  enter(step, options) {
    answerCall(step.sprint);
    const { text, language, gender } = options;
    return playing(step, { type: "talk", text, language, gender }, options.digits_handle === "next" ? ["digit"] : []);
  },
  resume(step, _options, input) {
    if (input.type === "digit") stopPlaying(step.sprint);
    return step.exit("next");
  },
});
