import type { Schema } from "../../../validation/schema.js";
import { element, type TypedInputType } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

const INPUT_TYPES: Readonly<Record<string, TypedInputType>> = {
  string: "str",
  number: "num",
  integer: "num",
  boolean: "bool",
  object: "json",
  array: "json",
  null: "json",
};

/** What no other widget shows: a value with its type beside it, JSON for anything composed. */
export const anyWidget: WidgetMaker = ({ schema, required, value }) => {
  const types = inputTypes(schema);
  const current = value === undefined ? (types[0] ?? "json") : inputType(value);
  const input = element("input").attr("type", "text");
  // Node-RED puts its own elements around the input, which therefore needs a parent first.
  const container = element("div", "switchboard-any").append(input);
  input.typedInput({ types: types.includes(current) ? types : [...types, current], default: current });
  input.typedInput("type", current);
  input.typedInput("value", current === "str" ? String(value ?? "") : value === undefined ? "" : JSON.stringify(value));
  return {
    element: container,
    read: () => {
      const text = input.typedInput("value");
      const type = input.typedInput("type") as TypedInputType;
      if (type === "str") return text === "" && !required && value !== "" ? undefined : text;
      return text.trim() === "" ? undefined : parsed(text);
    },
  };
};

/** What is no JSON stays text, for validation to complain of. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function inputTypes(schema: Schema): readonly TypedInputType[] {
  const types = (schema.anyOf ?? [schema]).flatMap(
    (branch) => branch.type ?? ("const" in branch ? typeof branch.const : []),
  );
  const known = types.flatMap((type) => INPUT_TYPES[type] ?? []);
  return known.length > 0 ? [...new Set(known)] : ["str", "num", "bool", "json"];
}

function inputType(value: unknown): TypedInputType {
  return INPUT_TYPES[value === null ? "null" : typeof value] ?? "json";
}
