import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** A number. What is no number stays as it was typed, for validation to complain of. */
export const numberWidget: WidgetMaker = ({ value }) => {
  const input = element("input", "switchboard-number").attr("type", "text").attr("inputmode", "decimal");
  if (value !== undefined) input.val(typeof value === "object" ? JSON.stringify(value) : String(value));
  return { element: input, read: () => readNumber(String(input.val())) };
};

/** The number that a text is, the text itself if it is none, undefined if it is empty. */
export function readNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : text;
}
