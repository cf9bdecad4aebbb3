import Type from "typebox";
import { joinBridge } from "../../runtime/call/legs/legs.js";
import { peersOf } from "../../runtime/call/legs/parties.js";
import { isFlowOfMetaflow, takeFromFlow } from "../../runtime/metaflow/flow-start.js";
import { unholdPeers } from "../../runtime/metaflow/hold.js";
import { triggerOf } from "../../runtime/metaflow/module.js";
import { takeBack } from "../../runtime/metaflow/transfer/active.js";
import { partedFrom } from "../../runtime/metaflow/across.js";
import { defineStep } from "../../runtime/step.js";
import type { StepContext } from "../../runtime/engine/context.js";

/**
 * kazoo-metaflows.md section 6, resume: the parties are together again. A transfer under way is taken back, a hold ends, and a flow
 * that a metaflow had given the call to gives it back.
 */
export const resume = defineStep({
  family: "metaflow",
  type: "resume",
  summary: "Brings the parties together again after hold or transfer.",
  icon: "fa-undo",
  options: Type.Object({}),
  exits: ["next"],
  requires: { call: true, capabilities: ["hold"] },
  async enter(step) {
    const { leg } = triggerOf(step);
    if (!(await takeBack(step.sprint, leg)) && !unhold(step, leg)) reconnect(step, leg);
    return step.exit("next");
  },
});

/** Whoever holds whom, all talk again. False: nobody was on hold. */
function unhold({ sprint, session }: StepContext, leg: string): boolean {
  const parties = [leg, ...peersOf(session.call!, leg)];
  return parties.map((by) => unholdPeers(sprint, by)).includes(true);
}

function reconnect({ sprint }: StepContext, leg: string): void {
  const call = sprint.session.call!;
  const other = partedFrom(call, leg);
  if (other === undefined) return;
  if (isFlowOfMetaflow(sprint)) takeFromFlow(sprint);
  const bridge = call.legs[other]?.bridge ?? call.legs[leg]?.bridge ?? sprint.ids.uuid();
  joinBridge(sprint, other, bridge);
  joinBridge(sprint, leg, bridge);
}
