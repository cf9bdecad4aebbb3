import type { Modifier } from "../contacts/modifiers/index.js";
import type { StepContext } from "../engine/context.js";
import type { Outcome } from "../step.js";
import { conversationOf } from "./conversation.js";

/** True if there is a contact; else an error event tells that there is none (goflow.md section 4). */
export function hasContact(step: StepContext): boolean {
  if (conversationOf(step.sprint).contact) return true;
  step.error("can't execute action in session without a contact");
  return false;
}

/** What an action that changes the contact does; `modifier` gives the change, or nothing where it could not be worked out. */
export function changeContact(step: StepContext, modifier: () => Modifier | undefined): Outcome {
  if (hasContact(step)) {
    const change = modifier();
    if (change) conversationOf(step.sprint).modify(step, change);
  }
  return step.exit("next");
}
