import Type, { type Static } from "typebox";
import { timeText } from "../contacts/times.js";
import type { StepContext } from "../engine/context.js";
import {
  callRouterTest,
  isError,
  toBoolean,
  toJSON,
  toText,
  type XObject,
  type XValue,
} from "../expressions/excellent/index.js";
import { exit, id, text } from "../fields.js";
import type { Json } from "../json.js";
import type { Outcome } from "../step.js";
import { conversationOf } from "./conversation.js";
import { saveResult } from "./results.js";
import type { RouterWait } from "./waits.js";
import { evaluateValue, localizedTexts } from "./templates.js";

/** A category of a router: a named answer, with an exit of its own. */
export const CategorySchema = Type.Object({
  uuid: id({ title: "Id" }),
  // GoFlow knows categories without a name.
  name: Type.Optional(text({ title: "Name" })),
  exit_uuid: Type.Optional(id({ title: "Exit id" })),
});

export type Category = Static<typeof CategorySchema>;

/** A test that leads to a category. */
export const CaseSchema = Type.Object({
  uuid: Type.Optional(id({ title: "Id" })),
  type: text({ title: "Test", description: "Such as has_any_word, has_number_between.", minLength: 1 }),
  arguments: Type.Optional(
    Type.Array(Type.String({ "x-field": "text", "x-expressions": "excellent" }), { title: "Arguments" }),
  ),
  category_uuid: exit({ title: "Category" }),
});

/** What a switch goes by. */
export interface SwitchRouter {
  readonly operand: string;
  readonly cases?: readonly Static<typeof CaseSchema>[];
  readonly categories: readonly Category[];
  readonly default_category_uuid?: string;
  readonly result_name?: string;
}

interface Match {
  readonly category: Category;
  readonly value: string;
  readonly extra?: Json;
}

/** Tests the operand against the cases, saves the result and leaves by the category's exit (goflow.md section 10). */
export function routeSwitch(step: StepContext, router: SwitchRouter): Outcome {
  const operand = evaluateValue(step, router.operand);
  const input = isError(operand) ? "" : textOf(operand);
  const match = matchCase(step, router, operand) ?? matchDefault(step, router, operand, input);
  if (!match) return noCategory(step);
  return leaveBy(step, router, match, input);
}

/** Leaves by the category for those who did not answer in time; the result's value is when that was. */
export function leaveByTimeout(
  step: StepContext,
  router: { categories: readonly Category[]; result_name?: string; wait?: RouterWait },
): Outcome {
  const category = router.categories.find(({ uuid }) => uuid === router.wait?.timeout?.category_uuid);
  if (!category) return noCategory(step);
  return leaveBy(step, router, { category, value: timeText(step.now()) }, "");
}

/** A router that cannot decide stops its run. */
export function noCategory(step: StepContext): Outcome {
  return step.fail(`router on node[uuid=${step.node.block ?? step.node.id}] failed to pick a category`);
}

/** Leaves by a category that something else than a test has picked. */
export function leaveBy(step: StepContext, router: { result_name?: string }, match: Match, input: string): Outcome {
  const { category, value, extra } = match;
  const { name = "" } = category;
  if (router.result_name) {
    // Only a translation counts here, not the native name that takes its place.
    const [translated = ""] = localizedTexts(step, "name", [""], { item: category.uuid }).texts;
    saveResult(step, {
      name: router.result_name,
      value,
      category: name,
      categoryLocalized: translated,
      input,
      ...(extra !== undefined && { extra }),
    });
  }
  return step.exit(category.uuid);
}

function matchCase(step: StepContext, router: SwitchRouter, operand: XValue): Match | undefined {
  const { environment } = conversationOf(step.sprint);
  for (const each of router.cases ?? []) {
    const { texts } = localizedTexts(step, "arguments", each.arguments ?? [], { item: each.uuid ?? "" });
    const args = texts.map((argument) => evaluateValue(step, argument));
    const result = callRouterTest(each.type, [operand, ...args], environment);
    if (isError(result)) {
      step.error(`error calling test ${each.type.toUpperCase()}: ${result.message}`, "run");
      continue;
    }
    const category = router.categories.find(({ uuid }) => uuid === each.category_uuid);
    if (category && toBoolean(result) === true) return { category, ...matched(result as XObject) };
  }
  return undefined;
}

/** Tests give an object with `match` and maybe `extra` (goflow.md section 11). */
function matched(result: XObject): { value: string; extra?: Json } {
  const extra = result.get("extra") ?? null;
  return { value: textOf(result.get("match") ?? ""), ...(extra !== null && { extra: toJSON(extra) }) };
}

function matchDefault(step: StepContext, router: SwitchRouter, operand: XValue, input: string): Match | undefined {
  const category = router.categories.find(({ uuid }) => uuid === router.default_category_uuid);
  if (category && isError(operand)) step.error(operand.message, "run");
  return category && { category, value: input };
}

function textOf(value: XValue): string {
  const text = toText(value);
  return isError(text) ? "" : text;
}
