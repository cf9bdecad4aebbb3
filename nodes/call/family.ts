import type { Family } from "../../runtime/engine/family.js";
import { callEnded, callReceived, hangUpAtEnd } from "../../runtime/call/session.js";
import { startVariables, variableOf } from "../../runtime/call/variables.js";
import { substituteVariables } from "../../runtime/expressions/variables.js";

/** VoIPBIN's actions. Rules: voipbin-flow.md and the decisions of DESIGN. */
export const callFamily: Family = {
  name: "call",
  label: "call",
  colour: "#9fd8b4",
  icon: "fa-phone",

  /** A step that needs a call is visited, but passed over, where there is none (section 3). `${...}` is read anew at each visit. */
  before(step, definition, options, phase) {
    const skipped = definition.requires?.call === true && !step.session.call;
    if (phase === "enter") {
      step.emit(
        {
          type: "activeflow_updated",
          current_action: { id: step.node.id, type: definition.type },
          ...(skipped && { skipped }),
        },
        "sprint",
      );
    }
    if (skipped) return { outcome: step.exit("next") };
    return { options: substituteVariables(options, (name) => variableOf(step.session.variables, name)) };
  },

  started: startVariables,
  received: callReceived,
  ended: hangUpAtEnd,
  afterEnd: callEnded,
};
