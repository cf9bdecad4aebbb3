import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { ApiRequest } from "./api.js";
import { asTexts, ownId, pick } from "./fields.js";

const FIELDS = ["user", "content", "scheduled", "expiry", "dlrCallbackUrl", "channels", "context"] as const;
/** Longest `clientMessageId` of the chat API. */
const MAX_CLIENT_ID = 50;
/** How the API writes the types of messages; steps write them in any case. */
const TYPES = [
  "text",
  "audio",
  "video",
  "image",
  "location",
  "file",
  "interactive",
  "template",
  "carousel",
  "richCard",
];

/** The request for a chat message as the step of workflows describes it; `key` as in `smsRequest`. */
export function chatAppsRequest(message: JsonObject, key: string): ApiRequest {
  return {
    product: "chatApps",
    subAccountId: typeof message["subAccountId"] === "string" ? message["subAccountId"] : undefined,
    resource: "messages",
    body: {
      ...withTexts(pick(message, FIELDS)),
      type: typeOf(String(message["type"])),
      ...ownId("clientMessageId", message["clientMessageId"] ?? key, MAX_CLIENT_ID),
    },
  };
}

/** The API takes texts only where a script may have made a number: who is written to, and what. */
function withTexts(body: JsonObject): JsonObject {
  const { user, content } = body;
  const { text } = isJsonObject(content) ? content : {};
  return {
    ...body,
    ...(isJsonObject(user) && { user: asTexts(user) }),
    ...(isJsonObject(content) && text !== undefined && { content: { ...content, ...asTexts({ text }) } }),
  };
}

function typeOf(type: string): string {
  return TYPES.find((each) => each.toLowerCase() === type.toLowerCase()) ?? type;
}
