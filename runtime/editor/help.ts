import { stepId, type AnyStep } from "../step.js";
import type { Schema } from "../validation/schema.js";
import { wordsOf } from "../validation/title.js";
import type { ExitRule } from "../ports.js";
import { optionRows } from "./option-rows.js";

/** What the palette calls a step. */
export function stepLabel(step: AnyStep): string {
  return step.label ?? wordsOf(step.type);
}

/** The help of a step in Markdown: in the editor's help sidebar, and in the reference pages. */
export function stepHelp(step: AnyStep): string {
  return [
    step.summary,
    step.deprecated === undefined ? "" : `**Deprecated:** ${step.deprecated}`,
    step.help ?? "",
    optionsSection(step.options),
    exitsSection(step),
    requirementsSection(step),
  ]
    .filter((section) => section !== "")
    .join("\n\n");
}

/** A list rather than a table: the editor's help is a narrow column. */
function optionsSection(schema: Schema): string {
  const rows = optionRows(schema);
  if (rows.length === 0) return "";
  const lines = rows.map(({ name, type, required, meaning }) => {
    const value = required ? `${type}, required` : type;
    return `- \`${name}\` (${value}): ${meaning.replace(/\s*\n\s*/g, " ")}`;
  });
  return ["### Options", "", ...lines].join("\n");
}

function exitsSection(step: AnyStep): string {
  if (step.exits.length === 0) return "### Exits\n\nNone: the flow ends here.";
  return ["### Exits", "", ...step.exits.map((rule) => `- ${exitText(rule)}`)].join("\n");
}

function exitText(rule: ExitRule): string {
  if (typeof rule === "string") return `\`${rule}\``;
  if (!("each" in rule)) return rule.label === undefined ? `\`${rule.id}\`` : `\`${rule.id}\` (${rule.label})`;
  const otherwise = rule.otherwise === undefined ? "" : `; without any, \`${rule.otherwise}\``;
  return `one for each entry of \`${rule.each}\`${otherwise}`;
}

function requirementsSection(step: AnyStep): string {
  const { call, flowTypes } = step.requires ?? {};
  const lines = [
    ...(call ? ["- a call in progress; without one the step is passed over"] : []),
    ...(flowTypes ? [`- a flow of type ${flowTypes.join(", ")}`] : []),
  ];
  return lines.length === 0 ? "" : ["### Needs", "", ...lines].join("\n");
}

/** Heading of a step in the reference pages. */
export function stepHeading(step: AnyStep): string {
  return `${stepLabel(step)} (\`${stepId(step)}\`)`;
}
