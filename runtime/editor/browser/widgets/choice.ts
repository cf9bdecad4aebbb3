import { choices } from "../../../validation/schema.js";
import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** One of a few values. A value that is none of them stays chosen until another is, for validation to complain of. */
export const choiceWidget: WidgetMaker = ({ schema, required, value }) => {
  const allowed = choices(schema) ?? [];
  const values = value === undefined || allowed.includes(value) ? allowed : [value, ...allowed];
  // An optional choice that has an empty text among its values shows that as "not chosen".
  const absent = value === "" ? "" : undefined;
  const entries: readonly unknown[] = required ? values : [absent, ...values.filter((each) => each !== "")];

  const select = element("select");
  entries.forEach((each, index) => {
    const text =
      each === undefined || each === "" ? "–" : typeof each === "object" ? JSON.stringify(each) : String(each);
    select.append(element("option").attr("value", String(index)).text(text));
  });
  const initial = value ?? schema.default;
  select.val(String(Math.max(0, entries.indexOf(initial))));
  return { element: select, read: () => entries[Number(select.val())] };
};
