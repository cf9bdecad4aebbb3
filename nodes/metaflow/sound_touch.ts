import Type from "typebox";
import { oneOf } from "../../runtime/metaflow/fields.js";
import { commandLeg } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

function adjustment(title: string, least: number, most: number) {
  return Type.Optional(Type.Number({ title, minimum: least, maximum: most, default: 0 }));
}

function factor(title: string) {
  return Type.Optional(Type.Number({ title, minimum: 1, default: 1 }));
}

/** kazoo-metaflows.md section 1.3, sound_touch; the scenarios' decision 10. */
export const soundTouch = defineStep({
  family: "metaflow",
  type: "sound_touch",
  summary: "Changes pitch and speed of a voice.",
  icon: "fa-sliders",
  options: Type.Object({
    action: oneOf(["start", "stop"], { title: "Action", description: "Default: start." }),
    adjust_in_octaves: adjustment("Octaves", -1, 1),
    adjust_in_semitones: adjustment("Semitones", -14, 14),
    pitch: factor("Pitch"),
    rate: factor("Rate"),
    tempo: factor("Tempo"),
    hook_dtmf: Type.Optional(Type.Boolean({ title: "Adjusted by keys", default: false })),
    sending_leg: Type.Optional(Type.Boolean({ title: "What the leg says", default: false })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["sound_effects"] },
  enter: (step, { action = "start", ...sound }) => commandLeg(step, { type: "sound_touch", action, ...sound }),
});
