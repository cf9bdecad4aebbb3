import type { Sprint } from "../../engine/sprint.js";
import type { Call } from "../../session/call.js";
import type { CallControl, Input } from "../../session/input.js";
import { startRecording, stopRecording } from "../recording.js";
import { answerCall } from "../session.js";
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
  const refusal = call ? refusalOf(call, control) : { text: "there is no call" };
  if (refusal) sprint.record({ type: "error", text: `${control.type}: ${refusal.text}` });
  else carryOut(sprint, call!, control);
  return true;
}

function carryOut(sprint: Sprint, call: Call, control: CallControl): void {
  switch (control.type) {
    case "talk":
      answerCall(sprint);
      return announce(sprint, call, control.announcement);
    case "hold":
      return hold(sprint, call, call.id);
    case "unhold":
      return unhold(sprint, call, call.id);
    case "mute":
      return mute(sprint, call, call.id, control.direction);
    case "unmute":
      return unmute(sprint, call, call.id, control.direction);
    case "moh":
    case "silence":
      return playBackground(sprint, call, call.id, control.type);
    case "moh_stop":
      return stopBackground(sprint, call, call.id, "moh");
    case "silence_stop":
      return stopBackground(sprint, call, call.id, "silence");
    case "recording_start":
      return startRecording(sprint, call, control.options);
    case "recording_stop":
      return stopRecording(sprint, call);
  }
}
