import type { Capability } from "../../channels/capabilities.js";
import type { Call } from "../../session/call.js";
import type { CallControl } from "../../session/input.js";
import { ownLeg } from "../legs.js";

/** What a channel has to be able to do for a control of a call as it is now. */
export function capabilitiesFor(call: Call, { type }: CallControl): readonly Capability[] {
  switch (type) {
    case "talk":
      return ownLeg(call).bridge === undefined ? ["voice"] : ["voice", "announcements"];
    case "recording_start":
    case "recording_stop":
      return ["recording"];
    case "mute":
    case "unmute":
      return ["mute"];
    default:
      return ["hold"];
  }
}
