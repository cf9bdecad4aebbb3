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

/** The parts as they are sent; `language` is that of the text. */
export interface EvaluatedParts {
  readonly text: string;
  readonly language: string;
  readonly attachments: string[];
  readonly quick_replies: string[];
}

/** The parts in the contact's language and evaluated; what is empty or too long is told and left out (goflow.md section 13). */
export function evaluateParts(step: StepContext, parts: MessageParts): EvaluatedParts {
  const text = localizedTexts(step, "text", [parts.text]);
  return {
    text: evaluateText(step, text.texts[0] ?? "").text,
    language: text.language,
    attachments: evaluateAttachments(step, parts.attachments ?? []),
    quick_replies: evaluateQuickReplies(step, parts.quick_replies ?? []),
  };
}

function evaluateAttachments(step: StepContext, native: readonly string[]): string[] {
  return localizedTexts(step, "attachments", native).texts.flatMap((template) => {
    const { text } = evaluateText(step, template);
    if (text === "") step.error("attachment text evaluated to empty string, skipping");
    else if (Buffer.byteLength(text) > MAX_ATTACHMENT_BYTES) {
      step.error(`evaluated attachment is longer than ${MAX_ATTACHMENT_BYTES} limit, skipping`);
    } else return [text];
    return [];
  });
}

function evaluateQuickReplies(step: StepContext, native: readonly string[]): string[] {
  return localizedTexts(step, "quick_replies", native).texts.flatMap((template) => {
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
