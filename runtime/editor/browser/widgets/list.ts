import { makeRows } from "../rows.js";
import type { Widget, WidgetMaker } from "../widget.js";

/** A list. Rows left empty are not kept. */
export const listWidget: WidgetMaker = ({ name, schema, required, value }, form) => {
  const { items = {} } = schema;
  const rows = makeRows<Widget>((container, entry) => {
    const widget = form.widget({ name, schema: items, required: items.properties !== undefined, value: entry });
    container.append(widget.element);
    return widget;
  });
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  given.forEach((entry, index) => rows.add(entry, String(index)));

  const entries = () =>
    rows
      .current()
      .map(({ row, origin }) => ({ value: row.read(), origin }))
      .filter((entry) => !isEmpty(entry.value));
  return {
    element: rows.element,
    read: () => {
      const values = entries().map((entry) => entry.value);
      return values.length > 0 || required || (Array.isArray(value) && given.length === 0) ? values : undefined;
    },
    origins: () =>
      new Map(
        entries().flatMap(({ origin }, index) => (origin === undefined ? [] : [[String(index), origin] as const])),
      ),
  };
};

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)
  );
}
