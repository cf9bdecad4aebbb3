import Type from "typebox";
import { isBatchStart } from "../../runtime/conversation/batch.js";
import { NOT_OFFLINE } from "../../runtime/conversation/flow-types.js";
import { descent, MAX_SPAWNED_WITHOUT_INPUT } from "../../runtime/conversation/history.js";
import { SESSIONS } from "../../runtime/conversation/outreach/queues.js";
import { RecipientFields, recipientFields, resolveRecipients } from "../../runtime/conversation/recipients.js";
import { runSummary } from "../../runtime/conversation/summary.js";
import type { StepContext } from "../../runtime/engine/context.js";
import { flowReference } from "../../runtime/fields.js";
import { defineStep, type Outcome } from "../../runtime/step.js";

/** goflow.md section 13, start_session: the sessions themselves are started by whoever acts on the event. */
export const startSession = defineStep({
  family: "contact",
  type: "start_session",
  summary: "Starts a flow for other contacts.",
  icon: "fa-rocket",
  requires: { flowTypes: NOT_OFFLINE },
  options: Type.Object({
    flow: flowReference({ title: "Flow" }),
    ...RecipientFields,
    create_contact: Type.Optional(Type.Boolean({ title: "A new contact" })),
  }),
  exits: ["next"],
  enter(step, options) {
    const { query, ...recipients } = resolveRecipients(step, options);
    const { flow, create_contact: createContact = false } = options;
    if (isBatchStart(step) && (recipients.groups.length > 0 || query !== "")) {
      return refuse(step, "can't start new sessions for groups or queries during batch starts");
    }
    const { before, now } = descent(step);
    if (before.ancestors_since_input >= MAX_SPAWNED_WITHOUT_INPUT) {
      return refuse(step, "too many sessions have been spawned since the last time input was received");
    }
    const fields = {
      ...recipientFields(recipients),
      ...(query !== "" && { contact_query: query }),
      ...(createContact && { create_contact: true }),
    };
    if (Object.keys(fields).length > 0) {
      const { uuid, name } = flow;
      const told = { run_summary: runSummary(step), history: { ...now } };
      step.effect({ type: "session_triggered", flow: { uuid, name }, ...fields, ...told }, SESSIONS);
    }
    return step.exit("next");
  },
});

function refuse(step: StepContext, text: string): Outcome {
  step.error(text);
  return step.exit("next");
}
