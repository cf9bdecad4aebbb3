import { isLive } from "../../engine/runs.js";
import type { Sprint } from "../../engine/sprint.js";
import type { Announcement, Call, CallLeg } from "../../session/call.js";
import { isWaiting } from "../../session/session.js";
import { callEffect } from "../effect.js";
import { ownLeg } from "../legs/parties.js";

/**
 * Says something to a party, whatever the flow is at. The flow is not moved by it, and what it plays is heard to its end first: on
 * some channels it would never be known to have ended else.
 */
export function announce(sprint: Sprint, call: Call, id: string, announcement: Announcement): void {
  const leg = call.legs[id]!;
  if (flowPlays(sprint, leg)) (leg.announcements ??= []).push(announcement);
  else say(sprint, call, id, announcement);
}

/** What the flow plays to its own leg may have ended. */
export function announceNext(sprint: Sprint): void {
  const { call } = sprint.session;
  const own = call && ownLeg(call);
  if (!own?.announcements || flowPlays(sprint, own)) return;
  for (const announcement of own.announcements) say(sprint, call!, call!.id, announcement);
  delete own.announcements;
}

function say(sprint: Sprint, call: Call, leg: string, announcement: Announcement): void {
  callEffect(sprint, call, { type: "talk", leg, ...announcement });
}

function flowPlays({ session }: Sprint, { media }: CallLeg): boolean {
  const waits = session.runs.filter(isLive).flatMap(({ tokens }) => tokens.filter(isWaiting).map(({ wait }) => wait));
  return media !== undefined && waits.some((wait) => wait.media === media);
}
