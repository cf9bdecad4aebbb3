import { allSteps } from "../../runtime/steps.js";
import { stepId, type AnyStep } from "../../runtime/step.js";
import { validateOptions } from "../../runtime/validation/options.js";
import type { Schema } from "../../runtime/validation/schema.js";
import { violations } from "../../runtime/validation/violations.js";
import { everything, listener, router } from "./fixture/steps.js";

const VALUES = [
  "",
  "x",
  "${x}",
  "{{x}}",
  0,
  1,
  -1,
  1.5,
  1e9,
  true,
  null,
  [],
  [""],
  [{}],
  [[]],
  {},
  { a: "b" },
  { type: "msg" },
];

/** Options that are empty but for one field, with values of every kind. */
function samples(step: AnyStep): readonly Record<string, unknown>[] {
  const names = Object.keys((step.options as Schema).properties ?? {});
  return [{}, { unknown: 1 }, ...names.flatMap((name) => VALUES.map((value) => ({ [name]: value })))];
}

/** The editor's own checks have to refuse what the runtime refuses, and nothing else. */
test.each([...allSteps, everything, router, listener].map((step) => [stepId(step), step] as const))(
  "%s is judged alike by the editor and by ajv",
  (_, { check: _check, ...step }) => {
    for (const options of samples(step)) {
      const byAjv = validateOptions(step, options as never).length === 0;
      expect({ options, valid: violations(step.options, options).length === 0 }).toEqual({ options, valid: byAjv });
    }
  },
);
