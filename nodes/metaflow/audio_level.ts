import Type from "typebox";
import { legs, oneOf } from "../../runtime/metaflow/fields.js";
import { commandLegs } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/** kazoo-metaflows.md section 6, audio_level; the scenarios' decision 9: on the pressing leg, unless `leg` says otherwise. */
export const audioLevel = defineStep({
  family: "metaflow",
  type: "audio_level",
  summary: "Makes a party of the call louder or quieter.",
  icon: "fa-volume-up",
  options: Type.Object({
    action: oneOf(["start", "stop"], { title: "Action" }),
    mode: oneOf(["read", "write"], {
      title: "What",
      description: "What the party says (read) or hears (write).",
    }),
    level: Type.Optional(Type.Integer({ title: "Level", minimum: -4, maximum: 4 })),
    leg: legs({ byDefault: "self" }),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["sound_effects"] },
  enter: (step, { leg = "self", ...level }) => commandLegs(step, leg, { type: "audio_level", ...level }),
});
