import Type from "typebox";
import {
  CategorySchema,
  leaveBy,
  leaveByTimeout,
  noCategory,
  type Category,
} from "../../runtime/conversation/routing.js";
import { beginWait, endWait, WaitSchema } from "../../runtime/conversation/waits.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { text } from "../../runtime/fields.js";
import { defineStep, type Outcome } from "../../runtime/step.js";

interface RandomRouter {
  readonly categories: readonly Category[];
  readonly result_name?: string;
}

/** GoFlow's random router (goflow.md section 10): every category is as likely as the others. */
export const randomRouter = defineStep({
  family: "contact",
  type: "random",
  summary: "Goes on by chance.",
  icon: "fa-random",
  options: Type.Object({
    wait: Type.Optional(WaitSchema),
    categories: Type.Array(CategorySchema, { title: "Categories", minItems: 1 }),
    result_name: Type.Optional(text({ title: "Save as result" })),
  }),
  exits: [{ each: "categories", id: "uuid", label: "name", documentId: "exit_uuid" }],
  router: true,
  needs: ({ wait }) => (wait?.type === "dial" ? ["outgoing_calls"] : []),
  enter: (step, options) => (options.wait && beginWait(step, options.wait)) ?? draw(step, options),
  resume(step, options, input) {
    const { wait } = options;
    const stays = wait && endWait(step, wait, input);
    if (stays) return stays;
    return input.type === "timeout" ? leaveByTimeout(step, options) : draw(step, options);
  },
});

function draw(step: StepContext, router: RandomRouter): Outcome {
  const drawn = step.sprint.ids.random();
  const category = router.categories[Math.floor(drawn * router.categories.length)];
  return category ? leaveBy(step, router, { category, value: String(drawn) }, "") : noCategory(step);
}
