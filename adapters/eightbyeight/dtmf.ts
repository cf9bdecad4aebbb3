import { isJsonObject, type JsonObject } from "../../runtime/json.js";

/** What was pressed, in the form of the earlier API, which workflows read; and the id of the webhook. */
export interface Pressed {
  readonly id: string;
  readonly callback: JsonObject;
}

/** The digits of a webhook of today's API (VCA); undefined: it is about something else, or nothing was pressed (D33). */
export function pressedInAction(webhook: JsonObject): Pressed | undefined {
  const { payload } = webhook;
  if (!isJsonObject(payload) || !isJsonObject(payload["eventData"])) return undefined;
  const { sessionId, eventId, destination, timestamp, eventData } = payload;
  const { dtmf } = eventData;
  if (typeof sessionId !== "string" || typeof dtmf !== "string" || dtmf === "") return undefined;
  return {
    id: `dtmf:${String(eventId ?? `${sessionId}:${String(timestamp)}`)}`,
    callback: {
      uid: sessionId,
      status: { code: "DTMF", timestamp: timestamp ?? null },
      destination: destination ?? null,
      actionDetails: { dtmf },
    },
  };
}

/** The digits of a callback of the earlier API; undefined: it is about something else. */
export function pressedInCallback(callback: JsonObject): Pressed | undefined {
  const { uid, status, actionDetails } = callback;
  if (typeof uid !== "string" || !isJsonObject(actionDetails) || typeof actionDetails["dtmf"] !== "string") {
    return undefined;
  }
  const timestamp = isJsonObject(status) ? status["timestamp"] : undefined;
  return { id: `dtmf:${uid}:${String(timestamp)}:${actionDetails["dtmf"]}`, callback };
}

/** Whether a capture is over: the call has nothing more to do, and nothing else would end it. */
export function isEndOfCapture({ payload }: JsonObject): boolean {
  return isJsonObject(payload) && isJsonObject(payload["eventData"]) && "dtmf" in payload["eventData"];
}
