import { RECORDING_FINISHED } from "../../call/recording.js";
import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallSignal } from "../../switchboard.js";
import type { CallScenario } from "./scenario.js";

/** How long modelled media lasts, in milliseconds, where the scenario does not say. */
const LENGTHS = { talk: 2000, play: 3000, beep: 500 } as const;

/** A telephone network in virtual time: media ends after its length, and a call that is hung up ends at once. */
export class VoiceChannel implements Channel {
  readonly id = "voice";
  readonly name = "Voice under test";

  constructor(
    private readonly clock: Clock,
    private readonly timing: NonNullable<CallScenario["timing"]>,
    private readonly signal: (call: string, input: CallSignal) => void,
  ) {}

  deliver(effect: Effect): Promise<void> {
    const { event } = effect;
    const call = String(event["call"]);
    const length = this.#length(event.type);
    if (length !== undefined) {
      this.clock.wakeAt(this.clock.now() + length, () => this.signal(call, { type: "media", media: effect.key }));
    }
    if (event.type === "recording_start" && Number(event["duration"]) > 0) this.#endRecording(call, event);
    if (event.type === "call_hangup")
      this.signal(call, { type: "call", event: "hangup", leg: String(event["leg"]), cause: String(event["cause"]) });
    return Promise.resolve();
  }

  /** Ends a recording after the longest time that it may take. */
  #endRecording(call: string, { recording, duration }: Effect["event"]): void {
    const input = { type: "signal", name: RECORDING_FINISHED, data: { recording } } as const;
    this.clock.wakeAt(this.clock.now() + Number(duration) * 1000, () => this.signal(call, input));
  }

  #length(type: string): number | undefined {
    const { talk_ms = LENGTHS.talk, play_ms = LENGTHS.play, beep_ms = LENGTHS.beep } = this.timing;
    return { talk: talk_ms, play: play_ms, beep: beep_ms }[type];
  }
}
