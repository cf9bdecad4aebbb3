import type { Schema } from "../../../validation/schema.js";
import { chooser, type Choice } from "../chooser.js";
import { addConfigNode } from "../config-nodes.js";
import { $, element, RED, type Elements } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";
import { groupWidget } from "./group.js";
import { textWidget } from "./text.js";

/**
 * Something that flows refer to: one of the config nodes here or of the documents that the runtime has, or whatever else its
 * document may say. The value stays what the document has: the id as text, or a reference such as `{uuid, name}`.
 */
export const assetWidget: WidgetMaker = (field, form) => {
  const { value } = field;
  const schema = field.schema.anyOf?.find(({ properties }) => properties) ?? field.schema;
  const [key] = Object.keys(schema.properties ?? {});
  const typed = key === undefined ? textWidget(field, form) : groupWidget({ ...field, schema, required: true }, form);
  const asset = schema["x-asset"] ?? field.schema["x-asset"] ?? "";
  const given = idIn(value, key);
  const assets = chooser(given, configured(asset), $.getJSON(`switchboard/editor/assets/${asset}`), {
    label: "by something else",
    element: typed.element,
  });
  const addButton = buttonToAdd(asset, (options) => {
    const choice = choiceOf(options, RED.nodes.getType(nodeType(asset))?.switchboard?.key);
    if (choice) assets.add(choice);
  });
  return {
    element: addButton ? element("div", "switchboard-asset").append(assets.element, addButton) : assets.element,
    read: () => {
      const id = assets.chosen();
      if (id === undefined) return typed.read();
      if (id === given && value !== undefined) return value;
      if (id === "") return value === null ? null : undefined;
      return key === undefined ? id : { [key]: id, ...nameFor(schema, assets.nameOf(id)) };
    },
  };
};

/** The id in a value; "" where there is none, undefined where the value says more than an id and a name. */
function idIn(value: unknown, key: string | undefined): string | undefined {
  if (value === undefined || value === null) return "";
  if (key === undefined) return String(value);
  const { [key]: id, ...more } = value as Record<string, unknown>;
  return typeof id === "string" && Object.keys(more).every((name) => name === "name") ? id : undefined;
}

function nameFor({ properties }: Schema, name: string | undefined): { name?: string } {
  return properties?.["name"] && name !== undefined ? { name } : {};
}

function configured(asset: string): readonly Choice[] {
  const choices: Choice[] = [];
  RED.nodes.eachConfig(({ _def: { switchboard }, options = {} }) => {
    if (switchboard?.asset === asset) {
      const choice = choiceOf(options, switchboard.key);
      if (choice) choices.push(choice);
    }
    return true;
  });
  return choices;
}

function choiceOf(options: Record<string, unknown>, key = ""): Choice | undefined {
  const { [key]: id, name } = options;
  if (typeof id !== "string" || id === "") return undefined;
  return { id, name: typeof name === "string" && name !== "" ? name : id };
}

function nodeType(asset: string): string {
  return `switchboard-${asset}`;
}

/** Opens the form of a new config node; undefined: there is none of the kind. */
function buttonToAdd(asset: string, added: (options: Record<string, unknown>) => void): Elements | undefined {
  if (!RED.nodes.getType(nodeType(asset))) return undefined;
  const button = element("button", "red-ui-button")
    .attr("type", "button")
    .attr("title", `add a new ${asset}`)
    .append(element("i", "fa fa-plus"));
  button.on("click", () => addConfigNode(nodeType(asset), added));
  return button;
}
