import type { Call, CallLeg } from "../../session/call.js";
import type { CallControl } from "../../session/input.js";
import { isRinging, legOf } from "../legs/parties.js";
import { recordingOf } from "../media/recording.js";
import { isHeldByProgram } from "./program.js";

/** Announcements that may wait for what the flow plays. */
const MOST_ANNOUNCEMENTS = 10;

/** Why a party of a call cannot be controlled so, as it is now. */
export interface Refusal {
  readonly reason: "ended" | "not_answered" | "held_by_party" | "recorded" | "not_recorded" | "too_many_announcements";
  readonly text: string;
}

/** Undefined: nothing is in the way. What is so already is no error, but for recordings: a second would be another one. */
export function refusalOf(call: Call, id: string, control: CallControl): Refusal | undefined {
  const leg = legOf(call, id);
  if (!leg) return refused("ended", "has no such party");
  if (isRinging(leg)) return answers(leg, control) ? undefined : refused("not_answered", "has not been answered");
  if (leg.status !== "progressing") return refused("ended", "has ended");
  switch (control.type) {
    case "hold":
    case "unhold":
      return leg.held && !isHeldByProgram(leg) ? refused("held_by_party", "is on hold by another party") : undefined;
    case "recording_start":
      return recordingOf(call, id) && refused("recorded", "is recorded already");
    case "recording_stop":
      return recordingOf(call, id) ? undefined : refused("not_recorded", "is not recorded");
    case "talk":
      return (leg.announcements?.length ?? 0) < MOST_ANNOUNCEMENTS
        ? undefined
        : refused("too_many_announcements", `has ${MOST_ANNOUNCEMENTS} announcements to hear already`);
    default:
      return undefined;
  }
}

/** Talking answers a call that rings at us (voipbin-flow.md section 4, talk); nobody can answer for whom we call. */
function answers({ direction }: CallLeg, { type }: CallControl): boolean {
  return type === "talk" && direction === "incoming";
}

function refused(reason: Refusal["reason"], why: string): Refusal {
  return { reason, text: `the call ${why}` };
}
