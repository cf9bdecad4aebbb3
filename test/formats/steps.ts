import Type from "typebox";
import type { ReadOptions, StepLookup } from "../../runtime/formats/result.js";
import type { AnyStep, FamilyName } from "../../runtime/step.js";
import { findStep } from "../../runtime/steps.js";

/** Ids in counting order. */
export function countingIds(): ReadOptions["ids"] {
  let last = 0;
  return { uuid: () => `00000000-0000-4000-8000-${String(++last).padStart(12, "0")}`, random: () => 0 };
}

/** Exits of the steps whose exits follow their options. */
const exits: Readonly<Record<string, AnyStep["exits"]>> = {
  "contact-switch": [{ each: "categories", id: "uuid", label: "name" }],
  "contact-random": [{ each: "categories", id: "uuid", label: "name" }],
  "metaflow-listen": [
    { each: "numbers", prefix: "numbers." },
    { each: "patterns", prefix: "patterns." },
  ],
};

/** Of the contact family what the broken flows of the corpus need: a required text, a flow type, a check of its own. */
const contactSteps: Readonly<Record<string, Partial<AnyStep>>> = {
  "contact-send_msg": { options: Type.Object({ text: Type.String({ minLength: 1 }) }) },
  "contact-say_msg": { requires: { flowTypes: ["voice"] } },
  "contact-call_webhook": {
    check: ({ headers }) =>
      Object.keys(headers ?? {})
        .filter((name) => !/^[\w-]+$/.test(name))
        .map((name) => ({ field: "headers", message: `header '${name}' is not a valid HTTP header` })),
  },
};

/** The steps there are, and for a documented one that is not there yet something of its shape: the formats ask for no more. */
export const anyDocumentedStep: StepLookup = (id) => findStep(id) ?? standIn(id);

function standIn(id: string): AnyStep {
  const [family, type] = [id.slice(0, id.indexOf("-")), id.slice(id.indexOf("-") + 1)];
  const workflow = [{ each: "selectNextStep", otherwise: "next" }];
  return {
    family: family as FamilyName,
    type,
    summary: "",
    options: Type.Object({}),
    exits:
      exits[id] ?? (family === "workflow" ? workflow : type.startsWith("condition_") ? ["next", "false"] : ["next"]),
    enter: () => ({ kind: "end" }),
    ...contactSteps[id],
  };
}
