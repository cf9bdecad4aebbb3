import Type from "typebox";
import { echoing, stopPlaying } from "../../runtime/call/media/playing.js";
import { milliseconds } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, stream_echo: the whole RTP stream, telephone events too. */
export const streamEcho = defineStep({
  family: "call",
  type: "stream_echo",
  summary: "Sends the caller's audio back as it comes, keys included.",
  icon: "fa-retweet",
  options: Type.Object({
    duration: Type.Optional(milliseconds({ title: "Duration", description: "Default, or 0: three minutes." })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["echo"] },
  enter: (step, { duration }) => echoing(step, "stream_echo", duration),
  resume(step) {
    stopPlaying(step.sprint);
    return step.exit("next");
  },
});
