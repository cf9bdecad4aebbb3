import { addConfigNode } from "../config-nodes.js";
import { element, RED, type Elements } from "../node-red.js";

/** Adds config nodes: channels, and what flows refer to. Node-RED itself offers that only from a step that names them. */
export class SettingUp {
  readonly element: Elements;
  readonly #kinds = element("select").attr("aria-label", "What to add");

  constructor() {
    const button = element("button", "red-ui-button").attr("type", "button").text("add");
    button.on("click", () => addConfigNode(String(this.#kinds.val()), () => undefined));
    this.element = element("div", "switchboard-buttons").append(this.#kinds, button);
  }

  /** The palette may have come after the sidebar. */
  refresh(): void {
    this.#kinds.empty();
    for (const type of RED.nodes.registry.getNodeTypes()) {
      const { channel, asset } = RED.nodes.getType(type)?.switchboard ?? {};
      const name = channel === undefined ? asset : `channel: ${channel}`;
      if (name !== undefined) this.#kinds.append(element("option").attr("value", type).text(name));
    }
  }
}
