import { destinations, type Destination } from "../contacts/channels.js";
import type { StepContext } from "../engine/context.js";
import { conversationOf } from "./conversation.js";
import { evaluateText, localizedTexts } from "./templates.js";

/** Longest attachment that is sent, in bytes (goflow.md section 26). */
const MAX_ATTACHMENT_BYTES = 2048;

/** A message's parts as a flow has them. */
export interface MessageParts {
  readonly text: string;
  readonly attachments?: readonly string[];
  readonly quick_replies?: readonly string[];
}

/** The parts as they are sent. */
export interface EvaluatedParts {
  readonly text: string;
  readonly attachments: string[];
  readonly quick_replies: string[];
}

/**
 * The parts in the contact's language (or the first of those given) and evaluated; what is empty or too long is told and left
 * out (goflow.md section 13).
 */
export function evaluateParts(step: StepContext, parts: MessageParts, languages?: readonly string[]): EvaluatedParts {
  const localized = (property: keyof MessageParts, native: readonly string[]): readonly string[] =>
    localizedTexts(step, property, native, languages && { languages }).texts;
  return {
    text: evaluateText(step, localized("text", [parts.text])[0] ?? "").text,
    attachments: evaluateAttachments(step, localized("attachments", parts.attachments ?? [])),
    quick_replies: evaluateQuickReplies(step, localized("quick_replies", parts.quick_replies ?? [])),
  };
}

/** The parts that are there, as events have them. */
export function partFields({ text, attachments, quick_replies }: EvaluatedParts): {
  text: string;
  attachments?: string[];
  quick_replies?: string[];
} {
  return {
    text,
    ...(attachments.length > 0 && { attachments }),
    ...(quick_replies.length > 0 && { quick_replies }),
  };
}

function evaluateAttachments(step: StepContext, templates: readonly string[]): string[] {
  return templates.flatMap((template) => {
    const { text } = evaluateText(step, template);
    if (text === "") step.error("attachment text evaluated to empty string, skipping");
    else if (Buffer.byteLength(text) > MAX_ATTACHMENT_BYTES) {
      step.error(`evaluated attachment is longer than ${MAX_ATTACHMENT_BYTES} limit, skipping`);
    } else return [text];
    return [];
  });
}

function evaluateQuickReplies(step: StepContext, templates: readonly string[]): string[] {
  return templates.flatMap((template) => {
    const { text } = evaluateText(step, template);
    if (text === "") step.error("quick reply text evaluated to empty string, skipping");
    return text === "" ? [] : [text];
  });
}

/** Where the contact can be written to, best first. */
export function messageDestinations(step: StepContext): Destination[] {
  const { contact, assets } = conversationOf(step.sprint);
  return contact ? destinations(assets.channels, contact) : [];
}
