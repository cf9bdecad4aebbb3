import type { JsonObject } from "../../runtime/json.js";
import type { ApiRequest } from "./api.js";
import { asTexts, ownId, pick } from "./fields.js";

const FIELDS = [
  "destination",
  "text",
  "country",
  "source",
  "encoding",
  "scheduled",
  "expiry",
  "dlrCallbackUrl",
] as const;
/** Longest `clientMessageId` of the SMS API. */
const MAX_CLIENT_ID = 350;

/**
 * The request for an SMS as the step of workflows describes it.
 *
 * @param key stays the same when the request is repeated: the message's `clientMessageId` where it has none of its own.
 */
export function smsRequest(message: JsonObject, key: string, source?: string): ApiRequest {
  return {
    product: "sms",
    subAccountId: typeof message["subAccountId"] === "string" ? message["subAccountId"] : undefined,
    resource: "messages",
    body: {
      ...(source !== undefined && { source }),
      ...asTexts(pick(message, FIELDS)),
      ...ownId("clientMessageId", message["clientMessageId"] ?? key, MAX_CLIENT_ID),
    },
  };
}
