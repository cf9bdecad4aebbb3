import type { Capability } from "../../channels/capabilities.js";
import type { Call, MuteDirection } from "../../session/call.js";
import type { CallControl } from "../../session/input.js";
import { legOf } from "../legs/parties.js";
import { withMute, withoutMute } from "./mute.js";

/** What a channel has to be able to do for a control of a party as it is now. */
export function capabilitiesFor(call: Call, id: string, control: CallControl): readonly Capability[] {
  const { bridge, muted } = legOf(call, id) ?? {};
  switch (control.type) {
    case "talk":
      return bridge === undefined ? ["voice"] : ["voice", "announcements"];
    case "recording_start":
    case "recording_stop":
      return ["recording"];
    case "mute":
      return muting(withMute(muted, control.direction));
    case "unmute":
      return muting(withoutMute(muted, control.direction));
    default:
      return ["hold"];
  }
}

function muting(afterwards: MuteDirection | undefined): readonly Capability[] {
  return afterwards === "in" ? ["mute", "deafen"] : ["mute"];
}
