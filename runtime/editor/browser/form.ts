import { portsOf, type ExitRule, type Port } from "../../ports.js";
import { widgetFor } from "./choose.js";
import { exitIdsAfter } from "./exit-ids.js";
import { $, type EditorNode, type Elements } from "./node-red.js";
import { outputMap, type Origins } from "./output-map.js";
import type { Field, Form } from "./widget.js";
import { groupWidget, type Group } from "./widgets/group.js";

/** The form of the step that is being edited: its options as fields, and what of them are ports. */
export class StepEditor implements Form {
  readonly #root: Group;
  readonly #shown: (() => void)[] = [];

  constructor(
    private readonly node: EditorNode,
    container: Elements,
  ) {
    const { options } = node._def.switchboard;
    this.#root = groupWidget({ name: "", schema: options, required: true, value: node.options }, this);
    container.append(this.#root.element);
    for (const callback of this.#shown) callback();
  }

  widget(field: Field): ReturnType<Form["widget"]> {
    return widgetFor(field.schema)(field, this);
  }

  ports(): readonly Port[] {
    return portsOf(this.#rules, this.#root.read());
  }

  onShown(callback: () => void): void {
    this.#shown.push(callback);
  }

  get #rules(): readonly ExitRule[] {
    return this.node._def.switchboard.exits;
  }

  /** Takes the fields over into the node, and tells Node-RED where its wires belong now. */
  save(): void {
    const { node } = this;
    const before = portsOf(this.#rules, node.options);
    node.options = this.#root.read();
    // A node without exits, such as a config node, may not touch the outputs of the step that it was opened from.
    if (this.#rules.length === 0) return;
    const after = portsOf(this.#rules, node.options);
    const origins: Origins = (option) => this.#root.member(option)?.origins?.();
    const map = outputMap(before, after, origins);
    // Node-RED reads a map without entries as text, not as a number of ports.
    $("#node-input-outputs").val(Object.keys(map).length === 0 ? "0" : JSON.stringify(map));
    const exitIds = exitIdsAfter(node, before, after, origins);
    if (exitIds) node.exitIds = exitIds;
    else delete node.exitIds;
  }
}
