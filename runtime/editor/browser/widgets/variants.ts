import type { Schema } from "../../../validation/schema.js";
import { inWords } from "../../../validation/title.js";
import { element } from "../node-red.js";
import type { Widget, WidgetMaker } from "../widget.js";

/** The literal that tells the shapes of a union of objects apart, such as `type`; undefined: there is none. */
export function discriminator(branches: readonly Schema[]): string | undefined {
  const [first] = branches;
  return Object.keys(first?.properties ?? {}).find((name) =>
    branches.every((branch) => "const" in (branch.properties?.[name] ?? {})),
  );
}

/** One of several shapes of object: a choice, and below it the fields of the chosen one. */
export const variantsWidget: WidgetMaker = ({ name, schema, value }, form) => {
  const branches = schema.anyOf ?? [];
  const key = discriminator(branches) ?? "";
  const literals = branches.map((branch) => branch.properties?.[key]?.const);
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;

  const select = element("select");
  branches.forEach((branch, index) => {
    const text = branch.title ?? inWords(String(literals[index]));
    select.append(element("option").attr("value", String(index)).text(text));
  });
  select.val(String(Math.max(0, literals.indexOf(given[key]))));

  const place = element("div");
  let chosen: Widget;
  const show = () => {
    const index = Number(select.val());
    const fields = literals[index] === given[key] ? given : undefined;
    chosen = form.widget({ name, schema: branches[index] ?? {}, required: true, value: fields });
    place.empty().append(chosen.element);
  };
  select.on("change", show);
  show();
  return { element: element("div", "switchboard-variants").append(select, place), read: () => chosen.read() };
};
