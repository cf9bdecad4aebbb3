import { checkCondition, checkScripts, hasScript } from "../../expressions/javascript/index.js";
import { isJsonObject } from "../../json.js";
import type { AnyStep } from "../../step.js";
import { validateOptions } from "../../validation/options.js";
import type { Problems } from "../result.js";
import type { DefinitionStep } from "./step.js";

/** What keeps a step from being accepted: options of the wrong kind, scripts and conditions that break the rules (D2, D5). */
export function checkStep(step: AnyStep, { options }: DefinitionStep, problems: Problems): void {
  for (const { field, message } of validateOptions(step, options)) problems.add(field, message);
  const { inputs, outputs, selectNextStep } = options;
  const scripts = [...checkScripts(inputs, "/inputs"), ...checkScripts(outputs, "/outputs")];
  const conditions = Object.entries(isJsonObject(selectNextStep) ? selectNextStep : {}).flatMap(
    ([target, condition]) => (condition == null ? [] : checkCondition(condition, `/selectNextStep/${target}`)),
  );
  for (const { path, message } of [...scripts, ...conditions]) problems.add(path.slice(1), message);
}

/** What the author should know of a step that was accepted: outputs without a script (D6), next steps that do not exist (D7). */
export function warnOfStep(
  { options, nextStepId, note }: DefinitionStep,
  ids: readonly string[],
  warnings: Problems,
): void {
  const { selectNextStep } = options;
  const outputs = [note.outputs, options.outputs].flatMap((each) => (isJsonObject(each) ? Object.entries(each) : []));
  for (const [name, value] of outputs) {
    if (typeof value === "string" && hasScript(value)) continue;
    warnings.add(`outputs/${name}`, "is ignored: an output needs a script, such as {{step.reply.payload.body}}");
  }
  const targets = isJsonObject(selectNextStep) ? Object.keys(selectNextStep) : [];
  for (const target of nextStepId === undefined ? targets : [nextStepId]) {
    if (ids.includes(target)) continue;
    warnings.add(
      nextStepId === undefined ? "selectNextStep" : "nextStepId",
      `leads to '${target}', which is no step here: the path ends`,
    );
  }
}
