import { choices, type Schema } from "../../../validation/schema.js";
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
    select.append(
      element("option")
        .attr("value", String(index))
        .text(isChosen(each) ? show(each) : notChosen(schema)),
    );
  });
  // What is absent stays absent: a default is shown, but not written.
  const initial = required ? (value ?? schema.default) : value;
  select.val(String(Math.max(0, entries.indexOf(initial))));
  return { element: select, read: () => entries[Number(select.val())] };
};

function isChosen(value: unknown): boolean {
  return value !== undefined && value !== "";
}

function notChosen({ default: byDefault }: Schema): string {
  return isChosen(byDefault) ? `– (${show(byDefault)})` : "–";
}

function show(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
