import Type, { type TProperties, type TSchema, type TString } from "typebox";
import { text } from "../fields.js";
import type { Json } from "../json.js";
import type { ExitRule } from "../ports.js";

/** The options of a workflow step: its inputs, and what follows it. Its type is what TypeBox makes of it. */
export function workflowOptions<Inputs extends TProperties>(inputs: Inputs) {
  return Type.Object({
    inputs: Type.Object(inputs, { title: "Inputs" }),
    outputs: Type.Optional(
      Type.Record(Type.String(), Type.String({ "x-expressions": "javascript" }), {
        title: "Outputs",
        description: "Name in data, and a script such as {{step.reply.payload.body}}.",
      }),
    ),
    selectNextStep: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
        title: "Branches",
        description:
          "One exit for each: a condition such as {{data.age > 17}}, or none for the exit that is taken otherwise.",
      }),
    ),
  });
}

/** One exit for each branch, else `next`. */
export const WORKFLOW_EXITS: readonly ExitRule<"selectNextStep">[] = [{ each: "selectNextStep", otherwise: "next" }];

/** A timespan, as text or as a number of days. */
export function timespan(field: { title: string; description: string }) {
  return Type.Union([script(field), Type.Integer({ minimum: 0 })], field);
}

/** Any JSON value. */
export const anyJson = Type.Unsafe<Json>({});

/** A JSON object of any form. */
export const anyObject = Type.Record(Type.String(), anyJson);

/** Something composed, or a script that makes it. */
export function scriptOr<Schema extends TSchema>(schema: Schema, field: { title: string; description?: string }) {
  return Type.Union([schema, Type.String({ "x-expressions": "javascript" })], field);
}

/** A text that may hold `{{ }}`. */
export function script(field: { title: string; description?: string; multiline?: boolean }): TString {
  return text({ ...field, expressions: "javascript" });
}
