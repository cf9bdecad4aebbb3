import express, { type Request, type Router } from "express";
import Type from "typebox";
import type { Destination } from "../../call/dialling/addresses.js";
import { plannedCalls } from "../../call/dialling/group.js";
import type { JsonObject } from "../../json.js";
import type { CallGroup } from "../../session/call.js";
import type { Session } from "../../session/session.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { readBody } from "../body.js";
import { handle } from "../errors.js";
import { shape } from "../shape.js";
import { stop } from "./activeflows.js";
import { VoipbinError } from "./errors.js";
import { groupcall, groupcallView, idOfGroup } from "./groupcall-view.js";
import { reach, startCall, type Outgoing } from "./outgoing-calls.js";
import { addressShape, destinationsShape, idOf } from "./parameters.js";
import { pageOfSessions } from "./session-pages.js";
import { wantedFields, wantedFlow } from "./start.js";

const body = shape(
  Type.Object({
    source: addressShape,
    destinations: destinationsShape,
    ...wantedFields,
    ring_method: Type.Optional(Type.Enum(["", "ring_all", "linear"])),
    answer_method: Type.Optional(Type.Enum(["", "hangup_others"])),
  }),
);

/** `GET` and `POST /groupcalls`, `GET /groupcalls/{id}`, `POST /groupcalls/{id}/hangup`. */
export function groupcallRoutes(switchboard: Switchboard): Router {
  const { store } = switchboard;
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const view = async ({ call }: Session) => groupcallView(call!.group!, await membersOf(switchboard, call!.group!));
      const isFirst = ({ call }: Session): boolean => call?.group !== undefined && idOfGroup(call.group) === call.id;
      const calls = (query: Parameters<typeof store.sessions>[0]) => store.sessions({ ...query, withCall: true });
      response.json(await pageOfSessions(request, calls, view, isFirst));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const { source, destinations, ring_method, ...given } = readBody(request, body);
      const wanted = await wantedFlow(switchboard, given);
      const numbers = reach(switchboard, destinations).flatMap((destination) => destination.numbers);
      const group = { numbers, isGroup: true, isLinear: ring_method === "linear" };
      response.json(await startGroup(switchboard, group, { ...wanted, source }));
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      const { group, members } = await findGroup(switchboard, request);
      response.json(groupcallView(group, members));
    }),
  );
  router.post(
    "/:id/hangup",
    handle(async (request, response) => {
      const { group, members } = await findGroup(switchboard, request);
      for (const member of members) await stop(switchboard, member);
      response.json(groupcallView(group, await membersOf(switchboard, group)));
    }),
  );
  return router;
}

/** Calls everybody at a destination, as they ring: the first who answers has the call. Gives the group call. */
export async function startGroup(
  switchboard: Switchboard,
  destination: Destination,
  outgoing: Outgoing,
): Promise<JsonObject> {
  const at = switchboard.clock.now();
  const planned = plannedCalls(destination, () => switchboard.ids.uuid());
  for (const call of planned) await startCall(switchboard, call, outgoing);
  const members = planned.map(({ id }) => ({ id, leg: { status: "dialing" } as const }));
  const { source, flow } = outgoing;
  return groupcall({ group: planned[0]!.group!, flow: flow.id, source, at, members });
}

interface FoundGroup {
  readonly group: CallGroup;
  readonly members: readonly [Session, ...Session[]];
}

/** The group call in the path, and the sessions of its calls. Throws 404 `RESOURCE_NOT_FOUND`. */
async function findGroup(switchboard: Switchboard, request: Request): Promise<FoundGroup> {
  const id = idOf(request);
  const group = (await switchboard.store.sessionOfCall(id))?.session.call?.group;
  if (!group || idOfGroup(group) !== id)
    throw new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no group call '${id}'.`);
  return { group, members: await membersOf(switchboard, group) };
}

/** Of its calls those that have been started. */
async function membersOf({ store }: Switchboard, { calls }: CallGroup): Promise<FoundGroup["members"]> {
  const found = await Promise.all(calls.map(({ id }) => store.sessionOfCall(id)));
  const [first, ...others] = found.flatMap((stored) => stored?.session ?? []);
  if (!first) throw new Error("A group call has no call.");
  return [first, ...others];
}
