import Type from "typebox";
import { hangUpLeg } from "../../runtime/call/legs/legs.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { defineStep } from "../../runtime/step.js";

/** kazoo-metaflows.md section 6, hangup: the leg that pressed the keys. */
export const hangup = defineStep({
  family: "metaflow",
  type: "hangup",
  summary: "Hangs up the leg that pressed the keys.",
  icon: "fa-ban",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true },
  enter(step) {
    hangUpLeg(step.sprint, triggerOf(step).leg);
    return step.exit("next");
  },
});
