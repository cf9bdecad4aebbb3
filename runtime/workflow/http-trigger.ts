import { isJsonObject, type JsonObject } from "../json.js";
import type { Triggers } from "../switchboard/triggers.js";

/** Name of the event among `Triggers`. */
export const HTTP_REQUEST_EVENT = "8x8:http_request";

/** A request to `POST /triggers/http_request` (8x8-automation.md section 2). */
export interface HttpRequestTriggered {
  readonly account: string;
  readonly subAccountId?: string | undefined;
  readonly body: JsonObject;
}

/** Starts the account's flows whose trigger is `http_request`. Gives the ids of the instances once all are durable. */
export function raiseHttpRequest(triggers: Triggers, request: HttpRequestTriggered): Promise<string[]> {
  const { account, subAccountId, body } = request;
  return triggers.raise(HTTP_REQUEST_EVENT, { account, body, ...(subAccountId !== undefined && { subAccountId }) });
}

/** The request that such an event is. */
export function httpRequestOf({ account, subAccountId, body }: JsonObject): HttpRequestTriggered {
  return {
    account: String(account),
    ...(typeof subAccountId === "string" && { subAccountId }),
    body: isJsonObject(body) ? body : {},
  };
}
