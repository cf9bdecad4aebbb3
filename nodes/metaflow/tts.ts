import Type from "typebox";
import { text } from "../../runtime/fields.js";
import { legs } from "../../runtime/metaflow/fields.js";
import { commandLegs } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** kazoo-metaflows.md sections 1.3 and 6, tts; the scenarios' decision 9: on the pressing leg, unless `leg` says otherwise. */
export const tts = defineStep({
  family: "metaflow",
  type: "tts",
  label: "text to speech",
  summary: "Speaks a text on the call.",
  icon: "fa-commenting-o",
  options: Type.Object({
    text: Type.Optional(text({ title: "Text", multiline: true })),
    voice: Type.Optional(Type.String({ title: "Voice", default: "female" })),
    language: Type.Optional(text({ title: "Language", description: "Default: that of the call." })),
    engine: Type.Optional(Type.String({ title: "Engine", default: "flite" })),
    leg: legs({ byDefault: "self", stored: true }),
    terminators: Type.Optional(
      Type.Array(Type.Enum([...KEYS], { type: "string" }), {
        title: "Ending keys",
        description: "Keys of the listener that end it; none: nothing does.",
        default: [...KEYS],
      }),
    ),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice", "announcements"] },
  enter(step, { text, voice = "female", language, engine = "flite", leg = "self", terminators = [...KEYS] }) {
    if (text === undefined) return step.fail("tts: there is no text");
    return commandLegs(step, leg, {
      type: "tts",
      text,
      voice,
      engine,
      terminators,
      ...(language !== undefined && { language }),
    });
  },
});
