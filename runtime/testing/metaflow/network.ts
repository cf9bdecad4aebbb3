import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallSignal } from "../../switchboard.js";
import type { MetaflowScenario } from "./scenario.js";

/** How long modelled media lasts, in milliseconds, where the scenario does not say. */
const LENGTHS = { talk: 2000, play: 3000 } as const;

export interface NetworkOptions {
  readonly clock: Clock;
  readonly timing: NonNullable<MetaflowScenario["timing"]>;
  /** The legs that the network itself connects: there is no flow that does. When one leaves, so does the other. */
  readonly parties: readonly string[];
  readonly signal: (input: CallSignal) => void;
}

/** A telephone network in virtual time, with one call whose legs are `a` (the flow's), `b` and `c`. */
export class Network implements Channel {
  readonly id = "voice";
  readonly name = "Voice under test";
  readonly #media = new Map<string, () => void>();

  constructor(private readonly options: NetworkOptions) {}

  deliver({ key, event }: Effect): Promise<void> {
    const { clock, signal } = this.options;
    if (event.type === "call_hangup") this.leave(String(event["leg"]));
    const length = this.#lengthOf(event.type);
    if (length !== undefined) {
      this.#media.set(
        key,
        clock.wakeAt(clock.now() + length, () => signal({ type: "media", media: key })),
      );
    }
    if (event.type === "playback_stop") {
      const media = String(event["media"]);
      this.#media.get(media)?.();
      signal({ type: "media", media });
    }
    return Promise.resolve();
  }

  /** A rung leg answers; the others stop ringing. */
  answer(leg: string): void {
    const { parties, signal } = this.options;
    signal({ type: "call", event: "answered", leg });
    if (!parties.includes(leg)) return;
    for (const each of ["a", leg]) signal({ type: "call", event: "bridged", leg: each });
    for (const other of parties.filter((each) => each !== leg && each !== "a")) {
      this.#hangup(other, "answered_elsewhere");
    }
  }

  /** A leg is over; the flow's own is last, since its end is the end of the call. */
  leave(leg: string): void {
    const { parties } = this.options;
    const gone = parties.includes(leg) ? parties : [leg];
    for (const each of gone.toReversed()) this.#hangup(each, "normal");
  }

  #hangup(leg: string, cause: string): void {
    this.options.signal({ type: "call", event: "hangup", leg, cause });
  }

  #lengthOf(type: string): number | undefined {
    const { talk_ms = LENGTHS.talk, play_ms = LENGTHS.play } = this.options.timing;
    return { talk: talk_ms, play: play_ms }[type];
  }
}
