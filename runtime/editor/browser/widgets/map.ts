import { mapValues } from "../../../validation/schema.js";
import { element } from "../node-red.js";
import { makeRows } from "../rows.js";
import type { Widget, WidgetMaker } from "../widget.js";

interface MapRow {
  readonly key: () => string;
  readonly value: Pick<Widget, "read">;
}

/** A map with free keys: a row for each, with its value beside it. */
export const mapWidget: WidgetMaker = (field, form) =>
  mapRows(field, (container, value) => {
    const widget = form.widget({ name: field.name, schema: mapValues(field.schema) ?? {}, required: true, value });
    container.append(widget.element.addClass("switchboard-value"));
    return widget;
  });

/** Values that have an exit each: only they are typed, for a wire says what each leads to (`x-field` targets). */
export const targetsWidget: WidgetMaker = (field) =>
  mapRows(field, (_container, value) => ({ read: () => value ?? "" }));

function mapRows(
  { required, value }: Parameters<WidgetMaker>[0],
  makeValue: (container: ReturnType<typeof element>, value: unknown) => MapRow["value"],
): Widget {
  const given = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const rows = makeRows<MapRow>((container, entry) => {
    const [key, content] = (entry ?? ["", undefined]) as [string, unknown];
    const input = element("input", "switchboard-key").attr("type", "text").val(key);
    container.addClass("switchboard-map-row").append(input);
    return { key: () => String(input.val()), value: makeValue(container, content) };
  });
  for (const entry of given) rows.add(entry, entry[0]);

  // An empty key counts only where there was one; of a repeated key the first counts, as for the ports.
  const entries = () => {
    const present = rows.current().map(({ row, origin }) => ({ key: row.key(), value: row.value.read(), origin }));
    return present.filter(
      ({ key, origin }, index) =>
        (key !== "" || origin === "") && present.findIndex((other) => other.key === key) === index,
    );
  };
  return {
    element: rows.element,
    read: () => {
      const members = entries().map(({ key, value: content }) => [key, content] as const);
      return members.length > 0 || required || (value !== undefined && given.length === 0)
        ? Object.fromEntries(members)
        : undefined;
    },
    origins: () =>
      new Map(entries().flatMap(({ key, origin }) => (origin === undefined ? [] : [[key, origin] as const]))),
  };
}
