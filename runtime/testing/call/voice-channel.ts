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
    if (event.type === "call_hangup")
      this.signal(call, { type: "call", event: "hangup", leg: call, cause: String(event["cause"]) });
    return Promise.resolve();
  }

  #length(type: string): number | undefined {
    const { talk_ms = LENGTHS.talk, play_ms = LENGTHS.play, beep_ms = LENGTHS.beep } = this.timing;
    return { talk: talk_ms, play: play_ms, beep: beep_ms }[type];
  }
}
