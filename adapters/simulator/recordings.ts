import { RECORDING_FINISHED } from "../../runtime/call/media/recording.js";
import { TRANSCRIPT } from "../../runtime/call/media/transcription.js";
import type { Recording } from "../../runtime/session/call.js";
import type { Event } from "../../runtime/session/event.js";
import type { Accepted } from "../../runtime/store/store.js";
import type { Calls } from "./calls.js";
import type { PhoneCall } from "./phone-call.js";

/** Recordings whose words are remembered. */
const MAX_RECORDINGS = 1000;

/**
 * Recordings and transcriptions of calls. Nothing is recorded: an address that leads nowhere stands for the file, and what people
 * have said in it is remembered, so that it can be transcribed.
 */
export class Recordings {
  readonly #words = new Map<string, string[]>();
  readonly #ends = new Map<string, () => void>();

  constructor(private readonly calls: Calls) {}

  /** That of a metaflow ends after its time; silence is not modelled. */
  started(call: PhoneCall, { recording, time_limit: limit }: Event): void {
    const id = String(recording);
    const seconds = Number(limit ?? 0);
    const { clock, log } = this.calls.switchboard;
    if (!(seconds > 0) || this.#ends.has(id)) return;
    const end = (): void => {
      this.finish(call, id).catch((error: unknown) => log.warn(`A recording goes on: ${String(error)}`));
    };
    this.#ends.set(id, clock.wakeAt(clock.now() + seconds * 1000, end));
  }

  /** Says that a recording is over, and where it is. */
  async finish(call: PhoneCall, recording: string): Promise<void> {
    this.#ends.get(recording)?.();
    this.#ends.delete(recording);
    const { format = "wav" } = (call.state?.recordings ?? []).find(({ id }) => id === recording) ?? {};
    const data = { recording, files: [`https://recordings.simulator.invalid/${recording}.${format}`] };
    await this.calls.tell(call, { type: "signal", name: RECORDING_FINISHED, data }, `recording:${recording}`);
  }

  /** Whoever hangs up is recorded no more; with the flow's own leg the recording of the whole call ends. */
  async finishOf(call: PhoneCall, leg: string): Promise<void> {
    const ends = running(call).filter((recording) => (recording.leg ?? call.id) === leg);
    for (const { id } of ends) await this.finish(call, id);
  }

  /** What is recorded already is transcribed at once. */
  async transcribe(call: PhoneCall, { transcribe, reference_type: of, reference_id: recording }: Event): Promise<void> {
    if (of !== "recording") return;
    for (const [index, text] of (this.#words.get(String(recording)) ?? []).entries())
      await this.#transcript(call, { transcribe: String(transcribe), text }, `${String(transcribe)}:${index}`);
  }

  /** Somebody has said something: it is recorded, and comes back as text where the call is transcribed. Undefined: it is not. */
  async said(call: PhoneCall, leg: string, text: string, id: string): Promise<Accepted | undefined> {
    for (const recording of running(call))
      if (!recording.masked && (recording.leg ?? leg) === leg) this.#remember(recording.id, text);
    let accepted: Accepted | undefined;
    const direction = leg === call.id ? "in" : "out";
    for (const transcribe of call.state?.transcriptions ?? [])
      accepted = await this.#transcript(call, { transcribe, direction, text }, `${id}:${transcribe}`);
    return accepted;
  }

  close(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }

  #transcript(call: PhoneCall, data: Record<string, string>, id: string): Promise<Accepted> {
    return this.calls.tell(call, { type: "signal", name: TRANSCRIPT, data }, `transcript:${id}`);
  }

  #remember(recording: string, text: string): void {
    this.#words.set(recording, [...(this.#words.get(recording) ?? []), text]);
    const [oldest] = this.#words.keys();
    if (this.#words.size > MAX_RECORDINGS && oldest !== undefined) this.#words.delete(oldest);
  }
}

function running({ state }: PhoneCall): readonly Recording[] {
  return (state?.recordings ?? []).filter(({ status }) => status === "recording");
}
