import type { Adapter } from "../../adapters/adapter.js";
import type { Json } from "../json.js";
import { fieldTitle } from "../validation/title.js";
import { secretFields, withoutSecrets } from "../validation/secrets.js";
import type { Schema } from "../validation/schema.js";
import { optionRows } from "./option-rows.js";
import { inScript, literal } from "./literal.js";

/** Everything Node-RED's editor needs of an adapter: the registration of its config node, the form, and the help. */
export function channelEntry(adapter: Adapter): string {
  const id = `switchboard-${adapter.type}`;
  return [
    `<script type="text/javascript">\n${registration(adapter, id)}\n</script>`,
    `<script type="text/html" data-template-name="${id}">\n${template(adapter)}\n</script>`,
    `<script type="text/markdown" data-help-name="${id}">\n${inScript(channelHelp(adapter))}\n</script>`,
  ].join("\n");
}

/** As that of a step, the call stays a literal (`palette-entry.ts`). */
function registration({ type, label, settings }: Adapter, id: string): string {
  const credentials = secretFields(settings).map((name) => `    ${literal(name)}: { type: "password" },\n`);
  return `RED.nodes.registerType(${literal(id)}, {
  category: "config",
  defaults: {
    name: { value: "" },
    options: {
      value: {},
      validate: function (value, opt) { return Switchboard.validate(this, value); },
    },
  },
  credentials: {
${credentials.join("")}  },
  switchboard: ${literal({ options: withoutSecrets(settings) as unknown as Json, exits: [] })},
  label: function () { return this.name || ${literal(label)} + " (" + ((this.options || {}).id || ${literal(type)}) + ")"; },
  oneditprepare: function () { Switchboard.prepare(this); Switchboard.prepareTest(this); },
  oneditsave: function () { Switchboard.save(this); },
});`;
}

/** Secrets have inputs of Node-RED's own: what was saved never comes back into the browser. */
function template({ settings }: Adapter): string {
  const { properties = {} }: Schema = settings;
  return [
    `<div class="switchboard-form">`,
    row("name", "Name", "text"),
    `</div>`,
    ...secretFields(settings).map((name) => row(name, fieldTitle(properties[name], name), "password")),
    `<div class="form-row switchboard-row">`,
    `<button type="button" class="red-ui-button switchboard-test">Test the deployed channel</button>`,
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

function channelHelp({ summary, help, settings }: Adapter): string {
  const rows = optionRows(settings as Schema).map(
    ({ name, type, required, meaning }) =>
      `- \`${name}\` (${required ? `${type}, required` : type}): ${meaning.replace(/\s*\n\s*/g, " ")}`,
  );
  return [summary, ...(help === undefined ? [] : [help]), "### Settings", rows.join("\n")].join("\n\n");
}
