import Type from "typebox";
import { missingDependencyText } from "../../runtime/contacts/references.js";
import { conversationOf } from "../../runtime/conversation/conversation.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { saveResult, type NewResult } from "../../runtime/conversation/results.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { reference, text } from "../../runtime/fields.js";
import type { Classification } from "../../runtime/services/classifier.js";
import { httpLog } from "../../runtime/services/http-exchange.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, call_classifier. */
export const callClassifier = defineStep({
  family: "contact",
  type: "call_classifier",
  summary: "Finds out what a text means.",
  icon: "fa-lightbulb-o",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    classifier: reference({ title: "Classifier", asset: "classifier" }),
    input: text({ title: "Text", expressions: "excellent", minLength: 1 }),
    result_name: text({ title: "Save as result", minLength: 1 }),
  }),
  exits: ["next"],
  async enter(step, { classifier, input: template, result_name: name }) {
    const input = evaluateText(step, template).text;
    saveResult(step, { name, ...(input && { input }), ...(await resultOf(step, classifier, input)) });
    return step.exit("next");
  },
});

const FAILURE = { value: "0", category: "Failure" };
const SKIPPED = { value: "0", category: "Skipped" };

async function resultOf(
  step: StepContext,
  reference: { uuid: string; name: string },
  input: string,
): Promise<Pick<NewResult, "value" | "category" | "extra">> {
  const classifier = conversationOf(step.sprint).assets.classifiers.get(reference.uuid);
  if (!classifier) {
    step.error(missingDependencyText({ kind: "classifier", reference }));
    return FAILURE;
  }
  if (input === "") {
    step.error("can't classify empty input, skipping classification");
    return SKIPPED;
  }
  const answer = await step.services().classifier?.classify(classifier, input);
  if (answer && answer.exchanges.length > 0) {
    const { uuid, name } = classifier;
    step.emit({
      type: "service_called",
      service: "classifier",
      classifier: { uuid, name },
      http_logs: answer.exchanges.map(httpLog),
    });
  }
  if (answer && "classification" in answer) return success(answer.classification);
  step.error(answer?.error ?? "there is no service for classifiers");
  return FAILURE;
}

/** The best intent is the value; without one it is the empty text. */
function success({ intents, entities }: Classification): Pick<NewResult, "value" | "category" | "extra"> {
  const extra = structuredClone({
    ...(intents.length > 0 && { intents }),
    ...(Object.keys(entities).length > 0 && { entities }),
  }) as unknown as NonNullable<NewResult["extra"]>;
  return { value: intents[0]?.name ?? "", category: "Success", extra };
}
