import { portsOf } from "../../ports.js";
import { pathTitle } from "../../validation/title.js";
import { violations } from "../../validation/violations.js";
import { textLabel } from "../text-label.js";
import { StepEditor } from "./form.js";
import { refusalText, type Refusal } from "./refusal.js";
import { addSidebar } from "./sidebar/sidebar.js";
import { prepareTest } from "./test-button.js";
import { $, RED, type EditorNode } from "./node-red.js";

/** Only one node's form is open at a time, or one above another: a config node's. */
const open = new WeakMap<EditorNode, StepEditor>();

/** What the generated palette entries call. */
const Switchboard = {
  /** Node-RED has put the step's template into the dialog. */
  prepare(node: EditorNode): void {
    // A config node's dialog stands above that of the step which it was opened from.
    open.set(node, new StepEditor(node, $(".switchboard-form").eq(-1)));
  },

  /** The person is done with the form. */
  save(node: EditorNode): void {
    open.get(node)?.save();
  },

  /** The button of the node was pressed. */
  press(node: EditorNode, path: string): void {
    const name = node.name || node._def.paletteLabel;
    $.post(`${path}/${node.id}`).then(
      () => RED.notify(`${name}: started`, "success"),
      (refusal: Refusal) => RED.notify(`${name}: not started. ${refusalText(refusal)}`, "error"),
    );
  },

  prepareTest,

  /** What is wrong with the step's options, for Node-RED to show; true: nothing. */
  validate(node: EditorNode, options: unknown): true | string[] {
    const { options: schema } = node._def.switchboard;
    const reasons = violations(schema, withConfigNodes(node, options)).map(
      ({ path, text }) => `${pathTitle(schema, path)}: ${text}`,
    );
    return reasons.length === 0 ? true : reasons;
  },

  /** What a node without a name shows beside its icon; undefined: the step's name. */
  textLabel(node: EditorNode): string | undefined {
    return textLabel(node._def.switchboard.options, node.options);
  },

  /** What a port is called. */
  portLabel(node: EditorNode, index: number): string | undefined {
    const port = portsOf(node._def.switchboard.exits, node.options)[index];
    return port?.label ?? port?.id;
  },
};

/** References to config nodes stand beside the options, where Node-RED finds them. */
function withConfigNodes(node: EditorNode, options: unknown): unknown {
  if (typeof options !== "object" || options === null) return options;
  const references = Object.entries(node).flatMap(([name, value]) =>
    name.startsWith("ref_") && value !== "" && value !== undefined
      ? [[name.slice("ref_".length), value as unknown]]
      : [],
  );
  return { ...options, ...(Object.fromEntries(references) as object) };
}

Object.assign(globalThis, { Switchboard });
RED.plugins.registerPlugin("switchboard-sidebar", { onadd: addSidebar });
