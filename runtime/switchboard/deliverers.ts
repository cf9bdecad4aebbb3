import { Broadcaster } from "../conversation/outreach/broadcaster.js";
import { SessionStarter } from "../conversation/outreach/session-starter.js";
import type { OutgoingHttp } from "../outgoing/client.js";
import { HttpRequests } from "../outgoing/http-requests.js";
import type { Switchboard } from "./switchboard.js";

/** Adds what carries out the effects that are for no channel: requests by HTTP, and sessions and messages for other contacts. */
export function addDeliverers(switchboard: Switchboard, http: Pick<OutgoingHttp, "send" | "close">): void {
  switchboard.channels.addDeliverer(new HttpRequests(http));
  switchboard.channels.addDeliverer(new SessionStarter(switchboard));
  switchboard.channels.addDeliverer(new Broadcaster(switchboard));
}
