import Type from "typebox";
import { playing } from "../../runtime/call/media/playing.js";
import { texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

const files = { description: "URLs.", expressions: "variables" } as const;

/** voipbin-flow.md section 4, play: does not answer the call; a key does not interrupt it. The tutorials have the older `stream_url`. */
export const play = defineStep({
  family: "call",
  type: "play",
  summary: "Plays audio files, one after the other.",
  icon: "fa-volume-up",
  options: Type.Object({
    stream_urls: Type.Optional(texts({ title: "Files", ...files })),
    stream_url: Type.Optional(texts({ title: "Files, by the older name", ...files })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice"] },
  enter(step, { stream_urls, stream_url = [] }) {
    const urls = stream_urls ?? stream_url;
    return urls.length > 0 ? playing(step, { type: "play", stream_urls: urls }) : step.exit("next");
  },
  resume: (step) => step.exit("next"),
});
