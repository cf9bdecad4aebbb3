import { RECORDING_FINISHED } from "../../call/media/recording.js";
import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallInput } from "../../session/input.js";
import type { CallSignal } from "../../switchboard/switchboard.js";
import type { CallScenario, Dial } from "./scenario.js";

/** How long modelled media lasts, in milliseconds, where the scenario does not say. */
const LENGTHS = { talk: 2000, play: 3000, beep: 500 } as const;

export interface VoiceChannelOptions {
  readonly clock: Clock;
  readonly timing: NonNullable<CallScenario["timing"]>;
  /** What those who are dialled do. Others fail at once, but agents, who take every call. */
  readonly dials: readonly Dial[];
  readonly signal: (call: string, input: CallSignal) => void;
}

/** A telephone network in virtual time: media ends after its length, and a leg that is hung up ends at once. */
export class VoiceChannel implements Channel {
  readonly id = "voice";
  readonly name = "Voice under test";
  /** Legs that have ended. */
  readonly #ended = new Set<string>();

  constructor(private readonly options: VoiceChannelOptions) {}

  deliver({ key, event }: Effect): Promise<void> {
    const call = String(event["call"]);
    const leg = String(event["leg"]);
    const length = this.#length(event.type);
    if (length !== undefined) this.#later(length, () => this.options.signal(call, { type: "media", media: key }));
    if (event.type === "recording_start" && Number(event["duration"]) > 0) this.#endRecording(call, event);
    if (event.type === "call_dial") this.#dial(call, leg, event);
    if (event.type === "call_hangup") this.#tell(call, leg, "hangup", String(event["cause"]));
    return Promise.resolve();
  }

  #dial(call: string, leg: string, { to, endpoint }: Effect["event"]): void {
    const known = this.options.dials.find(({ target }) => target === to || target === endpoint);
    const { outcome, after_ms, talk_ms }: Omit<Dial, "target"> =
      known ?? (endpoint === undefined ? { outcome: "failed", after_ms: 0 } : { outcome: "answer", after_ms: 0 });
    this.#tell(call, leg, "ringing");
    this.#later(after_ms, () => {
      if (outcome !== "answer") return this.#tell(call, leg, "hangup", outcome);
      this.#tell(call, leg, "answered");
      if (talk_ms !== undefined) this.#later(talk_ms, () => this.#tell(call, leg, "hangup", "normal"));
    });
  }

  #tell(call: string, leg: string, event: CallInput["event"], cause?: string): void {
    if (this.#ended.has(leg)) return;
    if (event === "hangup") this.#ended.add(leg);
    this.options.signal(call, { type: "call", event, leg, ...(cause !== undefined && { cause }) });
  }

  /** Ends a recording after the longest time that it may take. */
  #endRecording(call: string, { recording, duration }: Effect["event"]): void {
    const input = { type: "signal", name: RECORDING_FINISHED, data: { recording } } as const;
    this.#later(Number(duration) * 1000, () => this.options.signal(call, input));
  }

  #later(ms: number, then: () => void): void {
    const { clock } = this.options;
    if (ms <= 0) then();
    else clock.wakeAt(clock.now() + ms, then);
  }

  #length(type: string): number | undefined {
    const { talk_ms = LENGTHS.talk, play_ms = LENGTHS.play, beep_ms = LENGTHS.beep } = this.options.timing;
    return { talk: talk_ms, play: play_ms, beep: beep_ms }[type];
  }
}
