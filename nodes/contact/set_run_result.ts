import Type from "typebox";
import { saveResult } from "../../runtime/conversation/results.js";
import { evaluateText, localizedTexts } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_run_result. The category is localized, but holds no expressions. */
export const setRunResult = defineStep({
  family: "contact",
  type: "set_run_result",
  summary: "Saves a result of the flow.",
  icon: "fa-floppy-o",
  options: Type.Object({
    name: text({ title: "Result", minLength: 1 }),
    value: text({ title: "Value", expressions: "excellent" }),
    category: Type.Optional(text({ title: "Category" })),
  }),
  exits: ["next"],
  enter(step, options) {
    const { category = "" } = options;
    const value = evaluateText(step, options.value);
    if (!value.ok) return step.exit("next");
    const [localized = ""] = localizedTexts(step, "category", [category]).texts;
    saveResult(step, {
      name: options.name,
      value: value.text,
      category,
      categoryLocalized: localized === category ? "" : localized,
    });
    return step.exit("next");
  },
});
