import type { Request } from "express";
import type { Call } from "../../session/call.js";
import { migrate } from "../../session/migrate.js";
import type { Session } from "../../session/session.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { VoipbinError } from "./errors.js";
import { idOf } from "./parameters.js";

export type CallSession = Session & { readonly call: Call };

/** The session of the call in the path. Throws 404 `RESOURCE_NOT_FOUND`. */
export async function findCall({ store }: Switchboard, request: Request): Promise<CallSession> {
  const id = idOf(request);
  const found = await store.sessionOfCall(id);
  const session = found && migrate(found.session);
  if (!session?.call || session.removedAt !== undefined) {
    throw new VoipbinError("NOT_FOUND", "RESOURCE_NOT_FOUND", `There is no call '${id}'.`);
  }
  return { ...session, call: session.call };
}
