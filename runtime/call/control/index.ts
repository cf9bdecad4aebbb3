import type { Sprint } from "../../engine/sprint.js";
import type { Call } from "../../session/call.js";
import type { CallControl, Input } from "../../session/input.js";
import { answerLeg } from "../legs/legs.js";
import { recordingOf, startRecording, stopRecording } from "../media/recording.js";
import { playBackground, stopBackground } from "./background.js";
import { hold, unhold } from "./hold.js";
import { mute, unmute } from "./mute.js";
import { refusalOf } from "./refusal.js";
import { announce } from "./talk.js";

/** A program controls the call. True: the input was that; the flow is not moved by it. */
export function controlReceived(sprint: Sprint, input: Input): boolean {
  if (input.type !== "control") return false;
  const { control } = input;
  const { call } = sprint.session;
  const leg = input.leg ?? call?.id ?? "";
  const refusal = call ? refusalOf(call, leg, control) : { text: "there is no call" };
  if (refusal) sprint.record({ type: "error", text: `${control.type}: ${refusal.text}` });
  else carryOut(sprint, call!, leg, control);
  return true;
}

function carryOut(sprint: Sprint, call: Call, leg: string, control: CallControl): void {
  switch (control.type) {
    case "talk":
      answerLeg(sprint, leg);
      return announce(sprint, call, leg, control.announcement);
    case "hold":
      return hold(sprint, call, leg);
    case "unhold":
      return unhold(sprint, call, leg);
    case "mute":
      return mute(sprint, call, leg, control.direction);
    case "unmute":
      return unmute(sprint, call, leg, control.direction);
    case "moh":
    case "silence":
      return playBackground(sprint, call, leg, control.type);
    case "moh_stop":
      return stopBackground(sprint, call, leg, "moh");
    case "silence_stop":
      return stopBackground(sprint, call, leg, "silence");
    case "recording_start":
      return startRecording(sprint, call, control.options, leg === call.id ? undefined : leg);
    case "recording_stop":
      return stopRecording(sprint, call, recordingOf(call, leg));
  }
}
