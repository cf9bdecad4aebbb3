import type { Capability } from "../../channels/capabilities.js";
import type { Call, MuteDirection } from "../../session/call.js";
import type { CallControl } from "../../session/input.js";
import { ownLeg } from "../legs.js";
import { withMute, withoutMute } from "./mute.js";

/** What a channel has to be able to do for a control of a call as it is now. */
export function capabilitiesFor(call: Call, control: CallControl): readonly Capability[] {
  switch (control.type) {
    case "talk":
      return ownLeg(call).bridge === undefined ? ["voice"] : ["voice", "announcements"];
    case "recording_start":
    case "recording_stop":
      return ["recording"];
    case "mute":
      return muting(withMute(ownLeg(call).muted, control.direction));
    case "unmute":
      return muting(withoutMute(ownLeg(call).muted, control.direction));
    default:
      return ["hold"];
  }
}

function muting(afterwards: MuteDirection | undefined): readonly Capability[] {
  return afterwards === "in" ? ["mute", "deafen"] : ["mute"];
}
