import Type from "typebox";
import { answerLeg, joinBridge } from "../../runtime/call/legs/legs.js";
import { isRinging, legsIn, ownLeg } from "../../runtime/call/legs/parties.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/**
 * voipbin-flow.md section 4, confbridge_join: the flow waits here for as long as its call is in the bridge. A metaflow may take
 * the call to another bridge, or let it hear music meanwhile: that is no leaving.
 */
export const confbridgeJoin = defineStep({
  family: "call",
  type: "confbridge_join",
  summary: "Puts the call into a bridge, until it leaves it.",
  icon: "fa-users",
  options: Type.Object({ confbridge_id: text({ title: "Bridge", description: "Calls that name the same one talk." }) }),
  exits: ["next"],
  requires: { call: true, capabilities: ["conference"] },
  enter(step, { confbridge_id: bridge }) {
    const { call } = step.session;
    if (!call || bridge === "") return step.exit("next");
    const dialled = Object.values(call.legs).filter((leg) => leg.joins === bridge);
    // Whoever has somebody called is answered with them. In any other bridge nobody would ever hear a call that still rings.
    if (dialled.length === 0) answerLeg(step.sprint, call.id);
    joinBridge(step.sprint, call.id, bridge);
    if (legsIn(call, bridge).length === 1 && dialled.some(isRinging)) ownLeg(call).hears = "ringback";
    return step.wait({ for: ["call"] });
  },
  resume(step) {
    const { call } = step.session;
    const { bridge, hears } = call ? ownLeg(call) : {};
    return bridge !== undefined || hears !== undefined ? step.refuse() : step.exit("next");
  },
});
