import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** Lines that a text of several lines shows before it scrolls. */
const LINES = "4";

/** A text. With expressions it is set in a typewriter face, so that brackets and quotes are told apart. */
export const textWidget: WidgetMaker = ({ schema, required, value }) => {
  const input = schema["x-multiline"] ? element("textarea").attr("rows", LINES) : element("input").attr("type", "text");
  if (schema["x-expressions"] !== undefined) input.addClass("switchboard-code");
  if (typeof value === "string") input.val(value);
  else if (value !== undefined) input.val(JSON.stringify(value));
  const empty = required || value === "" ? "" : undefined;
  return { element: input, read: () => String(input.val()) || empty };
};
