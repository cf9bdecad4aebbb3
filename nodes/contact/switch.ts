import Type from "typebox";
import { CaseSchema, CategorySchema, leaveByTimeout, routeSwitch } from "../../runtime/conversation/routing.js";
import { beginWait, endWait, WaitSchema } from "../../runtime/conversation/waits.js";
import { exit, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** GoFlow's switch router, with its wait (goflow.md sections 7 and 10): one exit for each category. */
export const switchRouter = defineStep({
  family: "contact",
  type: "switch",
  summary: "Goes on by the answer, or by any other value; can wait for the answer first.",
  icon: "fa-random",
  options: Type.Object({
    wait: Type.Optional(WaitSchema),
    operand: text({ title: "Value", expressions: "excellent" }),
    cases: Type.Optional(Type.Array(CaseSchema, { title: "Tests" })),
    categories: Type.Array(CategorySchema, { title: "Categories", minItems: 1 }),
    default_category_uuid: Type.Optional(
      exit({ title: "Otherwise", description: "Category that is taken if no test is true." }),
    ),
    result_name: Type.Optional(text({ title: "Save as result" })),
  }),
  exits: [{ each: "categories", id: "uuid", label: "name", documentId: "exit_uuid" }],
  router: true,
  check({ wait, cases = [], categories, default_category_uuid }) {
    const known = new Set(categories.map(({ uuid }) => uuid));
    const missing = (field: string, uuid: string | undefined): { field: string; message: string }[] =>
      uuid === undefined || uuid === "" || known.has(uuid)
        ? []
        : [{ field, message: `there is no category '${uuid}'` }];
    return [
      ...missing("default_category_uuid", default_category_uuid),
      ...missing("wait/timeout/category_uuid", wait?.timeout?.category_uuid),
      ...cases.flatMap(({ category_uuid }, index) => missing(`cases/${index}/category_uuid`, category_uuid)),
    ];
  },
  needs: ({ wait }) => (wait?.type === "dial" ? ["outgoing_calls"] : []),
  enter(step, options) {
    return (options.wait && beginWait(step, options.wait)) ?? routeSwitch(step, options);
  },
  resume(step, options, input) {
    const { wait } = options;
    const stays = wait && endWait(step, wait, input);
    if (stays) return stays;
    return input.type === "timeout" ? leaveByTimeout(step, options) : routeSwitch(step, options);
  },
});
