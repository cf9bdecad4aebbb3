import type { Sprint } from "../engine/sprint.js";
import type { Call, Recording } from "../session/call.js";
import type { Input } from "../session/input.js";
import { callEffect } from "./effect.js";

/** Name of the signal by which a channel says that a recording is over: `{recording, files?}`. */
export const RECORDING_FINISHED = "recording_finished";

/** Prefix of the variables of the newest recording (voipbin-flow.md section 5). */
const VARIABLES = "voipbin.recording";

/** What the caller hears and presses while recorded, and how long it may take. Times in seconds; 0 or absent: no limit. */
export interface RecordingOptions {
  readonly format?: string;
  readonly end_of_silence?: number;
  readonly end_of_key?: string;
  readonly duration?: number;
  readonly beep_start?: boolean;
}

/** The recording of the whole call, or of one leg, that runs now. */
export function runningRecording(call: Call, leg?: string): Recording | undefined {
  return call.recordings?.find((recording) => recording.status === "recording" && recording.leg === leg);
}

/** Begins to record. The channel ends it after its silence or its time; keys end it here. */
export function startRecording(sprint: Sprint, call: Call, options: RecordingOptions): void {
  const format = options.format || "wav";
  const endOfKey = options.end_of_key || "none";
  const recording: Recording = {
    id: sprint.ids.uuid(),
    format,
    ...(endOfKey !== "none" && { endOfKey }),
    status: "recording",
  };
  (call.recordings ??= []).push(recording);
  Object.assign(sprint.session.variables, {
    [`${VARIABLES}.id`]: recording.id,
    [`${VARIABLES}.reference_type`]: "call",
    [`${VARIABLES}.reference_id`]: call.id,
    [`${VARIABLES}.format`]: format,
  });
  callEffect(sprint, call, { type: "recording_start", recording: recording.id, ...options, format });
}

/** Ends the recording that runs, if one does. */
export function stopRecording(sprint: Sprint, call: Call): void {
  const recording = runningRecording(call);
  if (!recording) return;
  recording.status = "finished";
  callEffect(sprint, call, { type: "recording_stop", recording: recording.id });
}

/** A key may end the recording; the channel says when it is over, and where it is. The flow is not moved by either. */
export function recordingReceived(sprint: Sprint, input: Input): void {
  const { call } = sprint.session;
  if (!call) return;
  if (input.type === "digit" && input.leg === call.id && endsRecording(call, input.digit)) stopRecording(sprint, call);
  if (input.type === "signal" && input.name === RECORDING_FINISHED) finished(sprint, call, input.data ?? {});
}

function endsRecording(call: Call, digit: string): boolean {
  const keys = runningRecording(call)?.endOfKey;
  return keys !== undefined && (keys === "any" || keys.includes(digit));
}

function finished(sprint: Sprint, call: Call, data: NonNullable<Extract<Input, { type: "signal" }>["data"]>): void {
  const recording = call.recordings?.find(({ id }) => id === data["recording"]) ?? runningRecording(call);
  if (!recording) return;
  recording.status = "finished";
  const { files } = data;
  if (Array.isArray(files)) {
    recording.files = files.map(String);
    if (call.recordings?.at(-1) === recording) {
      sprint.session.variables[`${VARIABLES}.filenames`] = recording.files.join(",");
    }
  }
  sprint.record({
    type: "recording_finished",
    call: call.id,
    recording: recording.id,
    ...(recording.files && { files: recording.files }),
  });
}
