import type { Request } from "express";
import type { JsonObject } from "../../json.js";
import type { Session } from "../../session/session.js";
import type { SessionsQuery, StoredSession } from "../../store/store.js";
import { page } from "./pages.js";

/** One page of a list of sessions, without those that a client has deleted. `find` gives those of the list, newest first. */
export function pageOfSessions(
  request: Request,
  find: (query: SessionsQuery) => Promise<readonly StoredSession[]>,
  view: (session: Session) => Promise<JsonObject> | JsonObject,
  belongs: (session: Session) => boolean = () => true,
): Promise<JsonObject> {
  return page(
    request,
    async (query) => {
      const found = await find(query);
      return found.map(({ session }) => ({ id: session.id, at: session.startedAt, item: session }));
    },
    view,
    (session) => session.removedAt === undefined && belongs(session),
  );
}
