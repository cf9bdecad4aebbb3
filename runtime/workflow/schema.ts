import Type, { type TProperties, type TString } from "typebox";
import { text } from "../fields.js";
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

/** A text that may hold `{{ }}`. */
export function script(field: { title: string; description?: string; multiline?: boolean }): TString {
  return text({ ...field, expressions: "javascript" });
}
