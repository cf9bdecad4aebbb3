import { element } from "../node-red.js";
import { randomUuid } from "../uuid.js";
import type { WidgetMaker } from "../widget.js";

/** An id that is made here; one from a document may be put in its place. */
export const uuidWidget: WidgetMaker = ({ value }) => {
  const made = typeof value === "string" ? value : randomUuid();
  const input = element("input", "switchboard-code").attr("type", "text").val(made);
  return { element: input, read: () => String(input.val()) || made };
};
