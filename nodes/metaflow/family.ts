import type { Family } from "../../runtime/engine/family.js";
import { intercept } from "../../runtime/metaflow/interception.js";
import { hasTransfer } from "../../runtime/metaflow/transfer/active.js";
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
    const { call } = sprint.session;
    const own = call?.legs[call.id];
    const connected = call?.takenOver === true && own?.status === "progressing" && own.bridge !== undefined;
    return connected || hasTransfer(sprint);
  },

  /** What was being collected when the call ended is never judged. */
  ended(sprint) {
    delete sprint.session.collectors;
  },
};
