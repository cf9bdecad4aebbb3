import type { Json, JsonObject } from "../json.js";
import type { Schema } from "../validation/schema.js";
import { secretFields, withoutSecrets } from "../validation/secrets.js";
import { fieldTitle } from "../validation/title.js";
import { inScript, literal } from "./literal.js";
import { optionRows } from "./option-rows.js";

/** What a config node is made of, for Node-RED's editor. */
export interface ConfigEntry {
  readonly id: string;
  /** Markdown for the head of the help. */
  readonly help: string;
  readonly settings: Schema;
  /** Said of its type to the shared script, beside the settings. */
  readonly facts: JsonObject;
  /** JavaScript of what the node is called; `this` is the node, `options` its settings. */
  readonly label: string;
  /** Whether a person can name the node beside its settings. */
  readonly named: boolean;
  /** Further functions of the form, and markup below it. */
  readonly prepare?: string;
  readonly below?: string;
}

/** The registration of a config node, its form and its help. */
export function configEntry(entry: ConfigEntry): string {
  const { id } = entry;
  return [
    `<script type="text/javascript">\n${registration(entry)}\n</script>`,
    `<script type="text/html" data-template-name="${id}">\n${template(entry)}\n</script>`,
    `<script type="text/markdown" data-help-name="${id}">\n${inScript(help(entry))}\n</script>`,
  ].join("\n");
}

/** As that of a step, the call stays a literal (`palette-entry.ts`). Flows name these nodes by their settings, not as users. */
function registration({ id, settings, facts, label, named, prepare = "" }: ConfigEntry): string {
  const credentials = secretFields(settings).map((name) => `    ${literal(name)}: { type: "password" },\n`);
  return `RED.nodes.registerType(${literal(id)}, {
  category: "config",
  hasUsers: false,
  defaults: {
${named ? `    name: { value: "" },\n` : ""}    options: {
      value: ${literal(initialSettings(settings))},
      validate: function (value, opt) { return Switchboard.validate(this, value); },
    },
  },
  credentials: {
${credentials.join("")}  },
  switchboard: ${literal({ options: withoutSecrets(settings) as unknown as Json, exits: [], ...facts })},
  label: function () { const options = this.options || {}; return ${label}; },
  oneditprepare: function () { Switchboard.prepare(this);${prepare} },
  oneditsave: function () { Switchboard.save(this); },
});`;
}

function initialSettings({ properties = {} }: Schema): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) =>
      Array.isArray(field.default) ? [[name, field.default as Json]] : [],
    ),
  );
}

/**
 * Secrets have inputs of Node-RED's own: what was saved never comes back into the browser. The shared script fills the last of the
 * forms, the inner one; the outer one is for the looks of what stands around it.
 */
function template({ settings, named, below }: ConfigEntry): string {
  const { properties = {} } = settings;
  return [
    `<div class="switchboard-form">`,
    ...(named ? [row("name", "Name", "text")] : []),
    `<div class="switchboard-form"></div>`,
    ...secretFields(settings).map((name) => row(name, fieldTitle(properties[name], name), "password")),
    ...(below === undefined ? [] : [below]),
    `</div>`,
  ].join("\n");
}

function row(name: string, title: string, type: "text" | "password"): string {
  return [
    `<div class="form-row switchboard-row">`,
    `<label class="switchboard-label" for="node-config-input-${name}">${title}</label>`,
    `<div class="switchboard-content"><input type="${type}" id="node-config-input-${name}"></div>`,
    `</div>`,
  ].join("\n");
}

function help({ help, settings }: ConfigEntry): string {
  const rows = optionRows(settings).map(
    ({ name, type, required, meaning }) =>
      `- \`${name}\` (${required ? `${type}, required` : type}): ${meaning.replace(/\s*\n\s*/g, " ")}`,
  );
  return [help, "### Settings", rows.join("\n")].join("\n\n");
}
