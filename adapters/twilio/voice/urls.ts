import type { LegName } from "./legs.js";
import type { Reason } from "./twiml.js";

/** Where Twilio finds our webhooks of calls. */
export class VoiceUrls {
  readonly #base: string;

  /** @param base the public address of the channel's webhooks. */
  constructor(base: string) {
    this.#base = `${base}/calls`;
  }

  /** What comes when a leg is through with what it was told. */
  next(leg: LegName, reason: Reason = {}): string {
    const query = new URLSearchParams(reason as Record<string, string>).toString();
    return `${this.#of(leg)}/next${query === "" ? "" : `?${query}`}`;
  }

  /** What is said to a leg in its conference; `heard`: to the end. */
  announcement(leg: LegName, key: string, heard = false): string {
    const query = new URLSearchParams({ key, ...(heard && { heard: "true" }) });
    return `${this.#of(leg)}/announcement?${query.toString()}`;
  }

  status(leg: LegName): string {
    return `${this.#of(leg)}/status`;
  }

  detection(leg: LegName): string {
    return `${this.#of(leg)}/detection`;
  }

  recording(call: string, recording: string): string {
    return `${this.#base}/${encodeURIComponent(call)}/recordings/${encodeURIComponent(recording)}`;
  }

  transcript(call: string, transcription: string): string {
    return `${this.#base}/${encodeURIComponent(call)}/transcriptions/${encodeURIComponent(transcription)}`;
  }

  sound(name: string): string {
    return `${this.#base}/sounds/${name}.wav`;
  }

  #of({ call, leg }: LegName): string {
    return `${this.#base}/${encodeURIComponent(call)}/legs/${encodeURIComponent(leg)}`;
  }
}
