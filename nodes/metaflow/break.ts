import Type from "typebox";
import { legOf } from "../../runtime/call/legs/parties.js";
import { commandLeg, triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/**
 * kazoo-metaflows.md section 6, break: whatever the leg that pressed the keys hears ends. A step of the flow that plays it is
 * through with it then, and the flow goes on.
 */
export const breakMedia = defineStep({
  family: "metaflow",
  type: "break",
  summary: "Stops what plays on the leg that pressed the keys.",
  icon: "fa-stop",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["voice"] },
  enter(step) {
    const { call } = step.session;
    const media = call && legOf(call, triggerOf(step).leg)?.media;
    // Without an id it is whatever plays there.
    return commandLeg(step, { type: "playback_stop", ...(media !== undefined && { media }) });
  },
});
