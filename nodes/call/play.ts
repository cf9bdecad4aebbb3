import Type from "typebox";
import { playing } from "../../runtime/call/media.js";
import { texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, play: does not answer the call; a key does not interrupt it. */
export const play = defineStep({
  family: "call",
  type: "play",
  summary: "Plays audio files, one after the other.",
  icon: "fa-volume-up",
  options: Type.Object({ stream_urls: texts({ title: "Files", description: "URLs.", expressions: "variables" }) }),
  exits: ["next"],
  requires: { call: true },
  enter: (step, options) => playing(step, { type: "play", stream_urls: options.stream_urls }),
  resume: (step) => step.exit("next"),
});
