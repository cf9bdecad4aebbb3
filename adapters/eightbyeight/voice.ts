import { DeliveryRefused } from "../../runtime/channels/channel.js";
import { isJsonObject, type JsonObject } from "../../runtime/json.js";
import type { ApiRequest } from "./api.js";
import { pick } from "./fields.js";

const CALL = ["source", "destination"];
const SAY = ["text", "voiceProfile", "repetition", "speed"];
const PLAY = ["fileUrl", "repetition"];
const CAPTURE = [
  "promptMessage",
  "voiceProfile",
  "speed",
  "minDigits",
  "maxDigits",
  "digitTimeout",
  "overallTimeout",
  "completeOnHash",
  "noOfTries",
  "successMessage",
  "failureMessage",
];

const HANG_UP: JsonObject = { action: "hangup" };

/** The request for a call as the step of workflows describes it, in the API of today (8x8-automation.md section 7, D33). */
export function voiceRequest(message: JsonObject, voiceProfile?: string): ApiRequest {
  const params = isJsonObject(message["params"]) ? message["params"] : {};
  const spoken = { ...(voiceProfile !== undefined && { voiceProfile }), ...params };
  return {
    product: "voice",
    subAccountId: typeof message["subAccountId"] === "string" ? message["subAccountId"] : undefined,
    resource: "callflows",
    body: { callflow: [{ action: "makeCall", params: pick(params, CALL) }, ...actions(message["action"], spoken)] },
  };
}

/** Behind a capture there is no hangup: the digits would be lost. The answer to its webhook hangs up. */
function actions(action: unknown, params: JsonObject): JsonObject[] {
  switch (action) {
    case "say":
      return [{ action, params: pick(params, SAY) }, HANG_UP];
    case "playFile":
      return [{ action, params: pick(params, PLAY) }, HANG_UP];
    case "say&capture": {
      const { text } = params;
      const prompt = { ...(text !== undefined && { promptMessage: text }), ...params };
      return [{ action: "sayAndCapture", params: pick(prompt, CAPTURE) }];
    }
    default:
      throw new DeliveryRefused(`There is no voice action '${String(action)}'.`);
  }
}
