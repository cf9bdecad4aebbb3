import type { Request } from "express";
import { legOf } from "../../call/legs/parties.js";
import type { JsonObject } from "../../json.js";
import type { Call, CallLeg } from "../../session/call.js";
import { migrate } from "../../session/migrate.js";
import type { Session } from "../../session/session.js";
import { legKey } from "../../switchboard/commit.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { callView, dialledFrom, legView } from "./call-view.js";
import { VoipbinError } from "./errors.js";
import { idOf } from "./parameters.js";

/** A call as VoIPBIN has it: one party, be it that of a session's flow, or one that the flow has connected to it. */
export interface FoundCall {
  readonly session: Session;
  readonly call: Call;
  readonly id: string;
  readonly leg: CallLeg;
}

/**
 * The call in the path; a party that a flow has connected is one for as long as it is there. A call that comes in by a provider has
 * the provider's id, which may be no UUID. Throws 404 `RESOURCE_NOT_FOUND`, 400 `INVALID_ID`.
 */
export async function findCall(switchboard: Switchboard, request: Request): Promise<FoundCall> {
  const { id = "" } = request.params;
  const session = await sessionWith(switchboard, id);
  const { call, removedAt } = session ?? {};
  const leg = call && legOf(call, id);
  if (!session || !leg || removedAt !== undefined) {
    throw new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no call '${idOf(request)}'.`);
  }
  return { session, call, id, leg };
}

/** Whether it is the one that the session's flow talks to. */
export function isOwn({ id, call }: FoundCall): boolean {
  return id === call.id;
}

/** It as it is in its session now. */
export function changed(found: FoundCall, session: Session): FoundCall {
  const { call } = session;
  const leg = call && legOf(call, found.id);
  return leg ? { ...found, session, call, leg } : found;
}

/** It as the API gives it. */
export async function viewOf({ store }: Switchboard, found: FoundCall): Promise<JsonObject> {
  const { session, call, id, leg } = found;
  if (isOwn(found)) return callView(session);
  return legView(session, call, id, leg, dialledFrom(await store.events(session.id), id));
}

async function sessionWith({ store }: Switchboard, id: string): Promise<Session | undefined> {
  const own = await store.sessionOfCall(id);
  if (own) return migrate(own.session);
  const [place] = await store.sessionsWaitingFor(legKey(id));
  const found = place && (await store.session(place.session));
  return found && migrate(found.session);
}
