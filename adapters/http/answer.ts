import { DeliveryRefused } from "../../runtime/channels/channel.js";
import type { Json } from "../../runtime/json.js";
import { decoded, type HttpResponse } from "../../runtime/services/http-exchange.js";
import type { SentPart } from "../message-sender.js";
import type { HttpSettings } from "./settings.js";
import type { Templates } from "./templates.js";

/** What the provider's answer of 2xx says. Throws `DeliveryRefused` where the settings tell a refusal by it. */
export function readAnswer(response: HttpResponse, settings: HttpSettings, templates: Templates): SentPart {
  const { answerId, answerRefused, answerCode, answerReason } = settings;
  const body = bodyOf(response);
  const context = { body, status: response.status };
  if (answerRefused !== undefined && isTrue(templates.value(answerRefused, context))) {
    const reason = templates.text(answerReason, context) ?? "The provider refused the message.";
    throw new DeliveryRefused(reason, templates.text(answerCode, context));
  }
  const id = templates.text(answerId, context);
  const answer = typeof body === "object" && body !== null && !Array.isArray(body) ? { answer: body } : {};
  return { status: "sent", ...(id !== undefined && { id }), ...answer };
}

/** JSON, or the text that it is. */
function bodyOf({ body }: HttpResponse): Json {
  const text = decoded(body) ?? "";
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function isTrue(value: Json): boolean {
  return value === true || (typeof value === "string" && value !== "" && value.toLowerCase() !== "false");
}
