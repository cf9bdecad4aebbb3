import type { Event } from "../../runtime/session/event.js";
import type { HangupReason } from "../../runtime/session/call.js";

const NOTES: Readonly<Record<string, string>> = {
  bridge_join: "In the bridge",
  bridge_leave: "Out of the bridge",
  hold: "Put on hold",
  unhold: "Taken back from hold",
  moh: "Waits with music",
  moh_stop: "The music ends",
  silence: "Hears silence",
  silence_stop: "The silence ends",
  ringback: "Hears it ring",
  recording_start: "Is recorded from now on",
  recording_stop: "Is not recorded any more",
  recording_mask: "The recording pauses",
  recording_unmask: "The recording goes on",
  transcribe_start: "Is transcribed",
  transcribe_stop: "Is not transcribed any more",
};

const MUTED: Readonly<Record<string, string>> = {
  in: "from hearing others",
  out: "from being heard",
  both: "from hearing others, and from being heard",
};

/** What a phone notes of an effect that makes no sound. */
export function noteOf({ type, digits, direction }: Event): string {
  if (type === "digits_send" && typeof digits === "string") return `The flow sends the keys ${digits}`;
  const from = typeof direction === "string" ? (MUTED[direction] ?? "") : "";
  if (type === "mute") return `Is cut off ${from}`;
  if (type === "unmute") return `Is not cut off any more ${from}`;
  return (Object.hasOwn(NOTES, type) ? NOTES[type] : undefined) ?? type.replaceAll("_", " ");
}

/** What a party is told of the reason. */
export function hangupNote(reason: string): string {
  return reason === ("normal" satisfies HangupReason) ? "The flow hung up" : `The flow hung up (${reason})`;
}
