import Type from "typebox";
import { ownLeg } from "../../runtime/call/legs/parties.js";
import { answerCall } from "../../runtime/call/session.js";
import { text } from "../../runtime/fields.js";
import { legs } from "../../runtime/metaflow/fields.js";
import { commandLegs } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/**
 * kazoo-metaflows.md section 6, play: a key ends it; it does not wait for its end. Without media there is nothing to do. A call that
 * nobody has answered is answered, as what plays might not be heard else.
 */
export const play = defineStep({
  family: "metaflow",
  type: "play",
  summary: "Plays media on the call.",
  icon: "fa-music",
  options: Type.Object({
    id: Type.Optional(text({ title: "Media", description: "Id or address." })),
    leg: legs({ byDefault: "both", stored: true }),
    answer: Type.Optional(Type.Boolean({ title: "Answers the call", description: "Default: yes." })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice", "announcements"] },
  needs: ({ id = "" }) => (id === "" || /^https?:/i.test(id) ? [] : ["named_media"]),
  enter(step, { id, leg = "both", answer = true }) {
    if (id !== undefined) {
      if (answer && ownLeg(step.session.call!).direction === "incoming") answerCall(step.sprint);
      return commandLegs(step, leg, { type: "play", media: id });
    }
    step.error("play: there is no media id");
    return step.exit("next");
  },
});
