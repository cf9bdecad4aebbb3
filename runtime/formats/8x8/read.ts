import { isJsonObject, type JsonObject } from "../../json.js";
import { noted, without } from "../records.js";
import { Problems, type ReadOptions, type ReadResult } from "../result.js";
import { readSteps } from "./steps.js";
import { STATUSES, TRIGGERS, triggerIn, triggerNode } from "./trigger.js";

/**
 * Reads a definition (`definitionInput`). The messages are whole sentences, as the API answers them with code 5001
 * (8x8-automation.md sections 1 and 11). Its id is given by the service, so one in the document counts for nothing (D23).
 */
export function read8x8(document: unknown, { ids, step }: ReadOptions): ReadResult {
  const definition = isJsonObject(document) && isJsonObject(document.definition) ? document.definition : {};
  const name = typeof definition.name === "string" ? definition.name : "";
  const problems = Problems.of(`flow '${name}'`);
  const warnings = Problems.of(`flow '${name}'`);
  if (!isJsonObject(document)) problems.add("", "The definition must be an object.");
  else checkHeader(document, name, problems);
  const { steps } = definition;
  if (!Array.isArray(steps)) problems.add("definition/steps", "Workflow steps are required, as a list.");
  const list = readSteps(Array.isArray(steps) ? steps : [], { problems, warnings }, step);
  if (problems.list.length > 0) return { problems: problems.list };
  const rest = noted({
    document: without(document as JsonObject, ["definition"]),
    definition: without(definition, ["name", "steps"]),
    ...list.notes,
  });
  const { start } = list;
  const trigger = triggerIn(document as JsonObject);
  const entry = trigger && triggerNode(trigger, list.nodes, start);
  const nodes = { ...list.nodes, ...(entry && { [entry.id]: entry }) };
  const program = { id: ids.uuid(), name, type: "any", start, nodes, source: { format: "8x8", rest } } as const;
  return { program, warnings: warnings.list };
}

function checkHeader(document: JsonObject, name: string, problems: Problems): void {
  const { trigger, status } = document;
  if (name.trim() === "") problems.add("definition/name", "Workflow name is required.");
  if (!TRIGGERS.some((each) => each === trigger)) {
    problems.add("trigger", `Workflow trigger is required, and must be one of ${TRIGGERS.join(", ")}.`);
  }
  if (status != null && !STATUSES.some((each) => each === status)) {
    problems.add("status", `Workflow status must be one of ${STATUSES.join(", ")}.`);
  }
  for (const field of ["subAccountId", "subaccountId"]) {
    const value = document[field];
    if (value != null && typeof value !== "string") problems.add(field, `${field} must be a text or null.`);
  }
}
