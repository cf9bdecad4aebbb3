import type { Deliverer } from "../../channels/channel.js";
import type { Json, JsonObject } from "../../json.js";
import { HTTP_REQUESTS } from "../../outgoing/http-requests.js";
import type { Effect } from "../../session/event.js";

/** Host of the scenarios' URLs that `fetch` reads. */
const FETCHED_HOST = "fetch.test";

/** The web of a scenario: `fetch` finds what the scenario lists and nothing else; webhooks are taken by everybody. */
export class WebServers implements Deliverer {
  readonly id = HTTP_REQUESTS;

  constructor(private readonly responses: Readonly<Record<string, Json>>) {}

  deliver({ event }: Effect): Promise<JsonObject> {
    const url = new URL(String(event["url"]));
    if (url.hostname !== FETCHED_HOST) return Promise.resolve({ status: 200, reason: "OK", headers: {}, body: "" });
    const response = this.responses[url.pathname];
    if (response === undefined) return Promise.resolve({ status: 404, reason: "Not Found", headers: {}, body: "" });
    return Promise.resolve({ status: 200, reason: "OK", headers: {}, body: JSON.stringify(response) });
  }
}
