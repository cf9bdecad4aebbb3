import { exitsOf, stepId, type AnyStep } from "../step.js";
import type { Json, JsonObject } from "../json.js";
import { stepHelp, stepLabel } from "./help.js";
import type { PaletteFamily } from "./families.js";
import type { Schema } from "../validation/schema.js";
import { inScript, literal } from "./literal.js";

/** Everything Node-RED's editor needs of a step: its registration, the template of its form, and its help. */
export function paletteEntry(step: AnyStep, family: PaletteFamily): string {
  const id = stepId(step);
  return [
    `<script type="text/javascript">\n${registration(step, family)}\n</script>`,
    `<script type="text/html" data-template-name="${id}">\n${template(step)}\n</script>`,
    `<script type="text/markdown" data-help-name="${id}">\n${inScript(stepHelp(step))}\n</script>`,
  ].join("\n");
}

/**
 * The call stays a literal: Node-RED's flow library reads it without running it. What the form needs of the step goes with it
 * as `switchboard`; the functions are those of the shared script (`browser/main.ts`).
 */
function registration(step: AnyStep, family: PaletteFamily): string {
  const label = stepLabel(step);
  const exits = exitsOf(step, defaultOptions(step));
  const end = step.exits.length === 0;
  return `RED.nodes.registerType(${literal(stepId(step))}, {
  category: ${literal(family.label)},
  color: ${literal(family.colour)},
  icon: ${literal(`font-awesome/${step.icon ?? family.icon}`)},
  paletteLabel: ${literal(label)},
  align: ${literal(end ? "right" : "left")},
  inputs: ${step.entry ? 0 : 1},
  outputs: ${exits.length},
  defaults: {
${defaults(step, exits.length)}
  },
  switchboard: ${literal({ options: step.options as unknown as Json, exits: step.exits as unknown as Json })},
  label: function () { return this.name || Switchboard.textLabel(this) || ${literal(label)}; },
  labelStyle: function () { return this.name ? "node_label_italic" : ""; },
  outputLabels: function (index) { return Switchboard.portLabel(this, index); },
${button(step)}  oneditprepare: function () { Switchboard.prepare(this); },
  oneditsave: function () { Switchboard.save(this); },
});`;
}

/** As that of Node-RED's inject node, the button works once its node is deployed. */
function button(step: AnyStep): string {
  if (step.button === undefined) return "";
  return `  button: {
    enabled: function () { return !this.changed; },
    onclick: function () { Switchboard.press(this, ${literal(step.button)}); },
  },
`;
}

function defaults(step: AnyStep, outputs: number): string {
  const references = configFields(step).map(
    ({ name, type, required }) =>
      `    ${literal(`ref_${name}`)}: { value: "", type: ${literal(type)}, required: ${String(required)} },\n`,
  );
  return `    name: { value: "" },
    options: {
      value: ${literal(defaultOptions(step))},
      validate: function (value, opt) { return Switchboard.validate(this, value); },
    },
    outputs: { value: ${outputs} },
    exitIds: { value: undefined },
    outward: { value: undefined },
    sid: { value: undefined },
    block: { value: undefined },
${references.join("")}`.trimEnd();
}

/** The options that a new node has. */
function defaultOptions(step: AnyStep): JsonObject {
  const fields = Object.entries((step.options as Schema).properties ?? {});
  return Object.fromEntries(
    fields.flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default as Json]])),
  );
}

/** Options that are references to config nodes. */
function configFields(step: AnyStep): readonly { name: string; type: string; required: boolean }[] {
  const { properties = {}, required = [] } = step.options as Schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const type = field["x-field"] === "config" ? field["x-config"] : undefined;
    return type === undefined ? [] : [{ name, type, required: required.includes(name) }];
  });
}

/** The form's frame; the shared script fills it from the schema. Node-RED looks for inputs by id before the script runs. */
function template(step: AnyStep): string {
  const byOptions = step.exits.some((exit) => typeof exit === "object" && "each" in exit);
  return [
    ...(step.deprecated === undefined ? [] : [`<div class="form-tips">${escapeHtml(step.deprecated)}</div>`]),
    `<div class="switchboard-form">`,
    `<div class="form-row switchboard-row">`,
    `<label class="switchboard-label" for="node-input-name">Name</label>`,
    `<div class="switchboard-content"><input type="text" id="node-input-name"></div>`,
    `</div>`,
    `</div>`,
    ...(byOptions ? [`<input type="hidden" id="node-input-outputs">`] : []),
    ...configFields(step).map(
      ({ name }) =>
        `<div class="switchboard-config" data-option="${name}"><input type="text" id="node-input-ref_${name}"></div>`,
    ),
  ].join("\n");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
