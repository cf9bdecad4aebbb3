import type { ParticipantContextUpdateOptions } from "twilio/lib/rest/api/v2010/account/conference/participant";
import { hearsInstead, isDeaf, isMute } from "../../../runtime/call/control/hearing.js";
import type { CallLeg } from "../../../runtime/session/call.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Leg } from "./legs.js";

/**
 * Whether a party of a conference is on hold: it hears nobody, and nobody hears it. Twilio does not part the one from the other, so
 * that whoever hears music or silence is on hold too.
 */
export function isOnHold({ held, plays, hears, muted }: CallLeg): boolean {
  return held !== undefined || plays !== undefined || hears === "moh" || muted === "both";
}

/**
 * How a party is to be in its conference, as the session has it.
 *
 * @param silence the address of silence.
 * @throws DeliveryRefused for one that is heard but hears nobody.
 */
export function participantOf(state: CallLeg, { music }: Leg, silence: string): ParticipantContextUpdateOptions {
  if (isDeaf(state) && !isMute(state))
    throw new DeliveryRefused(
      "Twilio lets nobody be heard who hears nobody: mute in both directions, or hold the party.",
    );
  const hold = isOnHold(state);
  const muted = isMute(state);
  if (!hold) return { hold, muted };
  const isSilent = (state.plays ?? (muted ? "silence" : hearsInstead(state))) === "silence";
  // A program names no music.
  const own = state.plays === undefined && music?.kind === "moh" ? music.url : undefined;
  const holdUrl = isSilent ? silence : own;
  return { hold, muted, ...(holdUrl !== undefined && { holdUrl, holdMethod: "GET" }) };
}
