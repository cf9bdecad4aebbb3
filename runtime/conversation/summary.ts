import { writeContact } from "../contacts/contact.js";
import type { StepContext } from "../engine/context.js";
import type { JsonObject } from "../json.js";
import { conversationOf } from "./conversation.js";

/** What a session that this run starts is told of it; there it is `@parent` (goflow.md section 13, start_session). */
export function runSummary(step: StepContext): JsonObject {
  const { run, sprint } = step;
  const { contact } = conversationOf(sprint);
  const { id, name = "" } = run.flow;
  return {
    uuid: run.id,
    flow: { uuid: id, name },
    ...(contact && { contact: writeContact(contact) as unknown as JsonObject }),
    status: run.status,
    results: structuredClone(run.results) as unknown as JsonObject,
  };
}
