import type { Family } from "../../runtime/engine/family.js";
import { intercept } from "../../runtime/metaflow/interception.js";
import { hasTransfer } from "../../runtime/metaflow/transfer/active.js";
import type { Call, CallLeg } from "../../runtime/session/call.js";
import { moduleData, triggerOf } from "../../runtime/metaflow/module.js";

/** Kazoo's metaflows. Rules: kazoo-metaflows.md and the decisions that the scenarios follow. */
export const metaflowFamily: Family = {
  name: "metaflow",
  label: "metaflow",
  colour: "#d6b9e4",
  icon: "fa-th",

  received: intercept,

  /** Says which module runs with what; modules, unlike the listener, act on a call. */
  before(step, definition, options, phase) {
    if (phase === "resume" || definition.requires?.call !== true) return { options };
    if (!step.session.call) return { outcome: step.fail(`${definition.type}: there is no call`) };
    const trigger = triggerOf(step);
    step.emit({
      type: "metaflow_module",
      module: definition.type,
      leg: trigger.leg,
      ...(trigger.endpoint !== undefined && { endpoint: trigger.endpoint }),
      data: moduleData(options, trigger),
    });
    return { options };
  },

  /** A transfer outlives the flow, and so does a call that a metaflow has connected. */
  holds(sprint) {
    return isConnected(sprint.session.call) || hasTransfer(sprint);
  },

  /** What was being collected when the call ended is never judged. */
  ended(sprint) {
    delete sprint.session.collectors;
  },
};

function isConnected(call: Call | undefined): boolean {
  if (call?.takenOver !== true) return false;
  const there = Object.values(call.legs).filter(
    ({ status, hangupBy }) => status !== "hangup" && hangupBy === undefined,
  );
  return there.some(({ bridge }) => bridge !== undefined && there.filter((leg) => isFor(leg, bridge)).length > 1);
}

/** Whether a leg is in a bridge, or will be when it answers. */
function isFor({ bridge, joins }: CallLeg, id: string): boolean {
  return bridge === id || (bridge === undefined && joins === id);
}
