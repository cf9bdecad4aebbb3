import Type from "typebox";
import { oneOf } from "../../runtime/metaflow/fields.js";
import { holdPeers, unholdPeers } from "../../runtime/metaflow/hold.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/** kazoo-metaflows.md section 1.3, hold_control; the scenarios' decision 10. */
export const holdControl = defineStep({
  family: "metaflow",
  type: "hold_control",
  summary: "Puts the other party on hold, takes it back, or turns the one into the other.",
  icon: "fa-pause-circle-o",
  options: Type.Object({
    action: oneOf(["hold", "unhold", "toggle"], { title: "Action", default: "toggle" }),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["hold"] },
  enter(step, { action = "toggle" }) {
    const { leg } = triggerOf(step);
    const wasHeld = action !== "hold" && unholdPeers(step.sprint, leg);
    if (action === "hold" || (action === "toggle" && !wasHeld)) holdPeers(step.sprint, leg);
    return step.exit("next");
  },
});
