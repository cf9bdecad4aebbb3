import type { Call } from "../../../runtime/session/call.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Leg } from "./legs.js";

const SID = /^CA([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** Our id of a call that comes in: Twilio's, written as a UUID, which programs expect (VoIPBIN's API). */
export function callIdOf(sid: string): string {
  const [, ...parts] = SID.exec(sid) ?? [];
  return parts.length > 0 ? parts.join("-").toLowerCase() : sid;
}

/** Twilio's id of a leg's call; undefined: it has none yet. */
export function sidOf(leg: Leg, session: Pick<Session, "call"> | undefined): string | undefined {
  return leg.sid ?? session?.call?.legs[leg.leg]?.networkId ?? sidOfCall(leg, session?.call);
}

/** The flow's own leg of a call that came in is that call. */
function sidOfCall({ leg, call: id }: Leg, call: Call | undefined): string | undefined {
  return leg === id && call?.direction === "incoming" ? `CA${id.replaceAll("-", "")}` : undefined;
}
