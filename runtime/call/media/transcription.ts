import type { Sprint } from "../../engine/sprint.js";
import type { Call } from "../../session/call.js";
import type { Input } from "../../session/input.js";
import { callEffect } from "../effect.js";

/** Name of the signal by which a channel hands on what was said: `{transcribe?, direction?, text}`. */
export const TRANSCRIPT = "transcript";

/** What is turned into text: the call as it goes on, or something recorded of it. */
export interface TranscriptionSource {
  readonly reference_type: "call" | "recording";
  readonly reference_id: string;
}

/** Asks the channel for a transcription; gives its id. */
export function startTranscription(
  sprint: Sprint,
  call: Call,
  source: TranscriptionSource,
  language: string | undefined,
): string {
  const id = sprint.ids.uuid();
  sprint.session.variables["voipbin.transcribe.id"] = id;
  sprint.session.variables["voipbin.transcribe.language"] = language ?? "";
  callEffect(sprint, call, { type: "transcribe_start", transcribe: id, ...source, language });
  return id;
}

/** Ends what is transcribed live. */
export function stopTranscriptions(sprint: Sprint, call: Call): void {
  for (const transcribe of call.transcriptions ?? []) callEffect(sprint, call, { type: "transcribe_stop", transcribe });
  delete call.transcriptions;
}

/** What was said becomes an event; the flow is not moved by it. */
export function transcriptReceived(sprint: Sprint, input: Input): void {
  const { call } = sprint.session;
  if (!call || input.type !== "signal" || input.name !== TRANSCRIPT) return;
  sprint.record({ type: "transcript_created", call: call.id, transcript: sprint.ids.uuid(), ...input.data });
}
