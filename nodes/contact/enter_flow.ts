import Type from "typebox";
import { flowReference } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md sections 5 and 13, enter_flow. */
export const enterFlow = defineStep({
  family: "contact",
  type: "enter_flow",
  summary: "Runs another flow with the same contact, then goes on.",
  icon: "fa-sign-in",
  options: Type.Object({
    flow: flowReference({ title: "Flow" }),
    terminal: Type.Optional(
      Type.Boolean({ title: "For good", description: "This flow and those that called it end." }),
    ),
  }),
  exits: ["next"],
  async enter(step, options) {
    const { flow, terminal = false } = options;
    const called = await step.sprint.options.flows.load({ id: flow.uuid });
    if (!called) return step.fail(`no such flow with UUID '${flow.uuid}'`);
    if (called.type !== step.session.type) {
      return step.fail(
        `can't enter flow[uuid=${flow.uuid},name=${called.ref.name ?? flow.name}] of type ${called.type} from type ${step.session.type}`,
      );
    }
    step.emit({ type: "flow_entered", flow, parent_run_uuid: step.run.id, terminal });
    return step.call({ id: flow.uuid, name: flow.name }, { terminal });
  },
});
