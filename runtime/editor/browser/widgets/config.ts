import { $, element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** A config node: Node-RED has made its own choice of nodes already, and keeps the answer beside the options. */
export const configWidget: WidgetMaker = ({ name }) => ({
  element: element("div").append($(`.switchboard-config[data-option="${name}"]`).children("*")),
  read: () => undefined,
});
