import express, { type Request, type Response, type Router } from "express";
import { peersOf, isOnCall } from "../../call/legs/parties.js";
import { legKey } from "../../switchboard/commit.js";
import type { Ordered, OrderedObject } from "../../formats/metaflows/index.js";
import { metaflowRequest } from "../../metaflow/request.js";
import type { Call } from "../../session/call.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { readAction } from "./actions.js";
import { dataOf, readEnvelope } from "./body.js";
import { sendEnvelope } from "./envelope.js";
import { KazooError } from "./errors.js";
import { checkModuleNode } from "./validation/metaflows.js";

/** A leg of a call in progress. */
export interface Channel {
  readonly session: string;
  readonly call: Call;
  readonly leg: string;
}

/** `PUT` and `POST` of `/accounts/:account/channels/:channel` (kazoo-metaflows.md sections 8.3 and 8.4). */
export function channelRoutes(switchboard: Switchboard): Router {
  const router = express.Router({ mergeParams: true });
  const route = router.route("/channels/:channel");
  const run = async (response: Response, { session, leg }: Channel, module: OrderedObject, done: string) => {
    await switchboard.toSession(session, metaflowRequest(leg, module, switchboard.ids));
    sendEnvelope(response, switchboard, 202, { data: done });
  };
  route.put(
    handle(async (request, response) => {
      const channel = await find(switchboard, request);
      const envelope = readEnvelope(request);
      const data = envelope.get("action") === undefined ? dataOf(envelope) : envelope;
      if (data.get("action") !== "metaflow") throw invalidAction(data.get("action"));
      const checked = checkModuleNode(dataOf(envelope));
      if ("faults" in checked) throw new KazooError(400, "validation error", checked.faults);
      await run(response, channel, checked.document, "metaflow sent");
    }),
  );
  route.post(
    handle(async (request, response) => {
      const channel = await find(switchboard, request);
      const data = dataOf(readEnvelope(request));
      const action = readAction(data, { isBridged: peersOf(channel.call, channel.leg).length > 0 });
      if (!action) throw invalidAction(data.get("action"));
      if ("faults" in action) throw new KazooError(400, "validation error", action.faults);
      await run(response, channel, action.module, `${action.name} initiated`);
    }),
  );
  return router;
}

/** Throws a `KazooError` 404 where no call of the account has this leg now. */
async function find(switchboard: Switchboard, { params }: Request): Promise<Channel> {
  const { account = "", channel: leg = "" } = params;
  const [place] = await switchboard.store.sessionsWaitingFor(legKey(leg));
  const found = place && (await switchboard.store.session(place.session));
  const call = found?.session.call;
  if (!place || !call || !isOnCall(call, leg) || !switchboard.scopes.hasCall(account, call)) {
    throw new KazooError(404, "bad identifier", [leg]);
  }
  return { session: place.session, call, leg };
}

function invalidAction(action: Ordered | undefined): KazooError {
  const value = typeof action === "string" ? action : null;
  return new KazooError(400, "invalid data", { message: "there is no such action", ...(value !== null && { value }) });
}
