import type { Sprint } from "../../engine/sprint.js";
import type { Call, Recording, RecordingOptions } from "../../session/call.js";
import type { DigitInput, Input } from "../../session/input.js";
import { dropTimer, setTimer } from "../../session/timers.js";
import { callEffect } from "../effect.js";

/** Name of the signal by which a channel says that a recording is over: `{recording, files?}`. */
export const RECORDING_FINISHED = "recording_finished";

/** Prefix of the variables of the newest recording (voipbin-flow.md section 5). */
const VARIABLES = "voipbin.recording";

/** The recording of the whole call, or of one leg, that runs now. */
export function runningRecording(call: Call, leg?: string): Recording | undefined {
  return call.recordings?.find((recording) => recording.status === "recording" && recording.leg === leg);
}

/** The recording that runs now of a leg: to the flow's own, that of the whole call. */
export function recordingOf(call: Call, id: string): Recording | undefined {
  return call.recordings?.find(({ status, leg = call.id }) => status === "recording" && leg === id);
}

/** Prefix of the timer that ends a recording. */
const RECORDING_TIMER = "recording:";

/** Begins to record the whole call, or one leg. The channel ends it after its silence; keys and its time end it here. */
export function startRecording(sprint: Sprint, call: Call, given: RecordingOptions, leg?: string): void {
  const { on_end_flow_id: onEndFlow, ...options } = given;
  const format = options.format || "wav";
  const endOfKey = options.end_of_key || "none";
  const recording: Recording = {
    id: sprint.ids.uuid(),
    format,
    ...(leg !== undefined && { leg }),
    ...(endOfKey !== "none" && { endOfKey }),
    ...(onEndFlow !== undefined && { onEndFlow }),
    status: "recording",
  };
  (call.recordings ??= []).push(recording);
  const { duration = 0 } = options;
  if (duration > 0) setTimer(sprint.session, RECORDING_TIMER + recording.id, sprint.now() + duration * 1000);
  if (leg === undefined) Object.assign(sprint.session.variables, variablesOf(call, recording));
  const event = { type: "recording_start", recording: recording.id, ...options, format };
  callEffect(sprint, call, leg === undefined ? event : { ...event, leg });
}

/** Ends a recording, if it runs; by default that of the whole call. */
export function stopRecording(sprint: Sprint, call: Call, recording = runningRecording(call)): void {
  if (!recording) return;
  const { id, leg } = recording;
  recording.status = "finished";
  callEffect(sprint, call, { type: "recording_stop", recording: id, ...(leg !== undefined && { leg }) });
}

/** A key may end the recording; the channel says when it is over, and where it is. The flow is not moved by either. */
export function recordingReceived(sprint: Sprint, input: Input): void {
  const { call } = sprint.session;
  if (!call) return;
  if (input.type === "digit") endByKey(sprint, call, input);
  if (input.type === "timeout" && input.token.startsWith(RECORDING_TIMER)) endByTime(sprint, call, input.token);
  if (input.type === "signal" && input.name === RECORDING_FINISHED) finished(sprint, call, input.data ?? {});
}

function endByTime(sprint: Sprint, call: Call, timer: string): void {
  dropTimer(sprint.session, timer);
  const recording = call.recordings?.find(({ id }) => id === timer.slice(RECORDING_TIMER.length));
  if (recording?.status === "recording") stopRecording(sprint, call, recording);
}

function endByKey(sprint: Sprint, call: Call, { leg, digit }: DigitInput): void {
  const recording = recordingOf(call, leg);
  const keys = recording?.endOfKey;
  if (keys === "any" || keys?.includes(digit)) stopRecording(sprint, call, recording);
}

function finished(sprint: Sprint, call: Call, data: NonNullable<Extract<Input, { type: "signal" }>["data"]>): void {
  const recording = call.recordings?.find(({ id }) => id === data["recording"]) ?? runningRecording(call);
  if (!recording) return;
  recording.status = "finished";
  const { files } = data;
  if (Array.isArray(files)) {
    recording.files = files.map(String);
    if (call.recordings?.at(-1) === recording && recording.leg === undefined) {
      Object.assign(sprint.session.variables, variablesOf(call, recording));
    }
  }
  sprint.record({
    type: "recording_finished",
    call: call.id,
    recording: recording.id,
    ...(recording.files && { files: recording.files }),
  });
  startOnEnd(sprint, call, recording);
}

/** The flow that follows a recording knows it, and has no call. */
function startOnEnd(sprint: Sprint, call: Call, recording: Recording): void {
  const { onEndFlow: id } = recording;
  if (id === undefined) return;
  // A channel may say twice that it is over.
  delete recording.onEndFlow;
  const { channel } = sprint.session;
  sprint.startSession({
    type: "start",
    flow: { id },
    ...(channel !== undefined && { channel }),
    trigger: { type: "recording", at: sprint.now(), recording: recording.id, session: sprint.session.id },
    variables: variablesOf(call, recording),
  });
}

function variablesOf(call: Call, { id, leg = call.id, format, files }: Recording): Record<string, string> {
  return {
    [`${VARIABLES}.id`]: id,
    [`${VARIABLES}.reference_type`]: "call",
    [`${VARIABLES}.reference_id`]: leg,
    [`${VARIABLES}.format`]: format,
    ...(files && { [`${VARIABLES}.filenames`]: files.join(",") }),
  };
}
