import Type from "typebox";
import { ownLeg } from "../../runtime/call/legs/parties.js";
import { runningRecording, startRecording } from "../../runtime/call/media/recording.js";
import { choiceOrVariable, seconds } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, recording_start: goes on beside the flow; its end does not move the flow. */
export const recordingStart = defineStep({
  family: "call",
  type: "recording_start",
  summary: "Begins to record the call.",
  icon: "fa-dot-circle-o",
  options: Type.Object({
    format: Type.Optional(
      choiceOrVariable(["", "wav", "mp3", "ogg"], { title: "Format", description: "Default: wav." }),
    ),
    end_of_silence: Type.Optional(seconds({ title: "Ends after silence", description: "0: never." })),
    end_of_key: Type.Optional(
      choiceOrVariable(["", "none", "any", "*", "#"], { title: "Ends with key", description: "Default: none." }),
    ),
    duration: Type.Optional(seconds({ title: "At most", description: "0: no limit." })),
    beep_start: Type.Optional(Type.Boolean({ title: "Beep first" })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["recording"] },
  needs: ({ format, end_of_silence: silence = 0 }) => [
    ...(format === "ogg" ? (["ogg"] as const) : []),
    ...(Number(silence) > 0 ? (["silence_detection"] as const) : []),
  ],
  enter(step, options) {
    const { call } = step.session;
    if (!call || ownLeg(call).status !== "progressing") step.error("recording_start: the call is not answered");
    else if (runningRecording(call)) step.error("recording_start: the call is recorded already");
    else startRecording(step.sprint, call, options);
    return step.exit("next");
  },
});
