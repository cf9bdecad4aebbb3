import { families } from "../../runtime/families.js";
import { defaultLimits } from "../../runtime/engine/limits.js";
import { Sprint, type EngineOptions } from "../../runtime/engine/sprint.js";
import type { CallLeg } from "../../runtime/session/call.js";
import type { Session } from "../../runtime/session/session.js";
import { Assets } from "../../runtime/contacts/assets.js";
import { readEnvironment } from "../../runtime/conversation/environment.js";
import { countingIds } from "../support/counting-ids.js";

/** A sprint, of no flow, of a session with this call, whose own leg is `own`; it rings at us unless `state` says otherwise. */
export function callSprint(state: Partial<CallLeg> = {}, others: Record<string, CallLeg> = {}): Sprint {
  const own: CallLeg = { number: "+1", direction: "incoming", status: "ringing", ...state };
  const session = {
    id: "session",
    sprint: 1,
    runs: [],
    variables: {},
    channel: "voice",
    call: { id: "own", direction: "incoming", from: "+1", to: "+2", legs: { own, ...others } },
  } as unknown as Session;
  const now = (): number => 0;
  const assets = new Assets({}, readEnvironment({}, { now, random: () => 0 }));
  return new Sprint(
    session,
    {
      now,
      ids: countingIds(),
      flows: {} as EngineOptions["flows"],
      families,
      services: {},
      limits: defaultLimits,
      assets: () => assets,
    },
    { type: "restarted" },
  );
}

/** What was sent to the network, in order, as "type leg". */
export function sent(sprint: Sprint): string[] {
  return sprint.effects.map(({ event }) => `${event.type} ${String(event["leg"])}`);
}

/** The legs of the sprint's call. */
export function legs(sprint: Sprint): Record<string, CallLeg> {
  return sprint.session.call?.legs ?? {};
}
