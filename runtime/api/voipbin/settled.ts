import type { Session } from "../../session/session.js";
import type { Switchboard } from "../../switchboard/switchboard.js";

/** A session as it is once all that its lane has accepted is through; as it was, where it is gone by then. */
export async function settled(switchboard: Switchboard, session: Session): Promise<Session> {
  await switchboard.whenLaneIdle(session.lane);
  return (await switchboard.store.session(session.id))?.session ?? session;
}
