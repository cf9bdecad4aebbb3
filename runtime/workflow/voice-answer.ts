import { DeliveryRefused } from "../channels/channel.js";
import { isJsonObject, type JsonObject } from "../json.js";

/**
 * An answer of 8x8's voice API as workflows read it: that of today's API (`sessionId`) also has `uid`, `clientRequestId` and
 * `destination`, as the API had that the step was made for (8x8-automation.md section 7, D33). Throws where no call was made.
 */
export function voiceAnswer(answer: JsonObject, { clientRequestId, params }: JsonObject): JsonObject {
  const { uid, sessionId, sessionStatus, statusCode, statusMessage } = answer;
  if (typeof uid === "string") return answer;
  if (typeof sessionId !== "string" || sessionStatus === "NOT_CREATED") {
    throw new DeliveryRefused(`${String(statusMessage ?? "no call was made")} (${String(statusCode ?? "no code")})`);
  }
  const destination = isJsonObject(params) ? params["destination"] : undefined;
  return {
    ...answer,
    uid: sessionId,
    ...(typeof clientRequestId === "string" && { clientRequestId }),
    ...(typeof destination === "string" && { destination }),
  };
}
