import { fieldTitle } from "../../../validation/title.js";
import { element, type Elements } from "../node-red.js";
import type { Field, Form, Widget } from "../widget.js";
import { hiddenValue } from "./hidden.js";

export interface Group extends Widget {
  read(): Record<string, unknown>;
  /** The widget of a field that is shown. */
  member(name: string): Widget | undefined;
}

/** The fields of an object, one below the other. Properties that the schema doesn't know are kept as they are. */
export function groupWidget({ schema, value }: Field, form: Form): Group {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const container = element("div", "switchboard-group");
  const members = new Map<string, Widget>();
  const hidden: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const kept = hiddenValue(field, given[name]);
    if (kept) {
      if (kept.value !== undefined) hidden[name] = kept.value;
      continue;
    }
    const required = schema.required?.includes(name) ?? false;
    const widget = form.widget({ name, schema: field, required, value: given[name] });
    members.set(name, widget);
    container.append(
      fieldRow(fieldTitle(field, name), field.description, field["x-expressions"], required, widget.element),
    );
  }
  return {
    element: container,
    member: (name) => members.get(name),
    read: () => {
      const read = { ...given, ...hidden };
      for (const [name, widget] of members) {
        const content = widget.read();
        if (content === undefined) delete read[name];
        else read[name] = content;
      }
      return read;
    },
  };
}

const EXPRESSIONS: Readonly<Record<string, readonly [example: string, name: string]>> = {
  excellent: ["@contact.name, @(expression)", "expressions"],
  variables: ["${name}", "variables"],
  javascript: ["{{data.name}}", "JavaScript"],
};

function fieldRow(
  title: string,
  description: string | undefined,
  expressions: string | undefined,
  required: boolean,
  content: Elements,
): Elements {
  const label = element("label", "switchboard-label").text(title);
  if (required) label.addClass("switchboard-required");
  const row = element("div", "form-row switchboard-row").append(
    label,
    element("div", "switchboard-content").append(content),
  );
  const help = element("div", "switchboard-hint");
  if (description !== undefined) help.append(element("span").text(description));
  const [example, name] = EXPRESSIONS[expressions ?? ""] ?? [];
  if (example !== undefined && name !== undefined) {
    help.append(
      element("span", "switchboard-language").append(element("code").text(example), element("span").text(` ${name}`)),
    );
  }
  return help.children("*").length > 0 ? row.append(help) : row;
}
