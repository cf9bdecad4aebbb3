import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallSignal } from "../../switchboard/switchboard.js";
import type { MetaflowScenario } from "./scenario.js";

/** How long modelled media lasts, in milliseconds, where the scenario does not say. */
const LENGTHS = { talk: 2000, play: 3000 } as const;

/** The bridge that the network has made: it is named by the call. */
export const NETWORK_BRIDGE = "a";

export interface NetworkOptions {
  readonly clock: Clock;
  readonly timing: NonNullable<MetaflowScenario["timing"]>;
  /** The legs that the network itself connects or rings, and those of them that it has connected: there is no flow that does. */
  readonly parties: readonly string[];
  readonly connected: readonly string[];
  readonly signal: (input: CallSignal) => void;
}

/** A telephone network in virtual time, with one call whose legs are `a` (the flow's), `b` and `c`, and whom it dials. */
export class Network implements Channel {
  readonly id = "voice";
  readonly name = "Voice under test";
  readonly #media = new Map<string, () => void>();
  readonly #bridges = new Map<string, string>();
  readonly #ringing = new Set<string>();
  /** Legs that have not ended. */
  readonly #live: Set<string>;
  /** The legs that were dialled last, together. */
  #dialled: { readonly group: string; readonly legs: string[] } = { group: "", legs: [] };

  constructor(private readonly options: NetworkOptions) {
    this.#live = new Set(options.parties);
    for (const leg of options.connected) this.#bridges.set(leg, NETWORK_BRIDGE);
    for (const leg of options.parties) if (leg !== "a" && !options.connected.includes(leg)) this.#ringing.add(leg);
  }

  deliver({ key, event }: Effect): Promise<void> {
    const { clock, signal } = this.options;
    const leg = String(event["leg"]);
    if (event.type === "call_dial") this.#dial(leg, `${clock.now()}`);
    if (event.type === "bridge_join") this.#bridges.set(leg, String(event["bridge"]));
    if (event.type === "bridge_leave") this.#bridges.delete(leg);
    if (event.type === "call_hangup") this.leave(leg);
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

  /** A rung leg answers. Where the network rings several, the others stop ringing, and the one is connected. */
  answer(leg: string): void {
    const { parties, signal } = this.options;
    this.#ringing.delete(leg);
    signal({ type: "call", event: "answered", leg });
    if (!parties.includes(leg)) return;
    this.bridge(["a", leg]);
    for (const other of this.#ringing) this.#hangup(other, "answered_elsewhere");
  }

  /** Connects legs with each other; those that ring have answered. */
  bridge(legs: readonly string[]): void {
    for (const leg of legs) {
      if (this.#ringing.delete(leg)) this.options.signal({ type: "call", event: "answered", leg });
      this.#bridges.set(leg, NETWORK_BRIDGE);
      this.options.signal({ type: "call", event: "bridged", leg });
    }
  }

  /** What the legs do that were dialled last. */
  targetAnswers(): void {
    const [leg] = this.#dialled.legs;
    if (leg !== undefined) this.answer(leg);
  }

  targetLeaves(cause: "noanswer" | "normal"): void {
    for (const leg of this.#dialled.legs) this.#hangup(leg, cause);
  }

  /** A leg is over; the flow's own is last, since its end is the end of the call. */
  leave(leg: string): void {
    const { parties } = this.options;
    const bridge = this.#bridges.get(leg);
    const across = bridge === NETWORK_BRIDGE && parties.includes(leg) ? this.#inNetworkBridge() : [];
    const rung = leg === "a" ? parties.filter((each) => this.#ringing.has(each)) : [];
    const gone = [...new Set([leg, ...across, ...rung])];
    for (const each of gone.toSorted().toReversed()) this.#hangup(each, "normal");
  }

  #inNetworkBridge(): string[] {
    return [...this.#bridges].flatMap(([leg, bridge]) => (bridge === NETWORK_BRIDGE ? [leg] : []));
  }

  #dial(leg: string, group: string): void {
    if (this.#dialled.group === group) this.#dialled.legs.push(leg);
    else this.#dialled = { group, legs: [leg] };
    this.#live.add(leg);
    this.options.signal({ type: "call", event: "ringing", leg });
  }

  #hangup(leg: string, cause: string): void {
    const { parties, signal } = this.options;
    this.#bridges.delete(leg);
    this.#ringing.delete(leg);
    this.#live.delete(leg);
    signal({ type: "call", event: "hangup", leg, cause });
    // Where the network has connected the parties, there is nobody left for the caller.
    if (parties.length > 1 && this.#live.size === 1 && this.#live.has("a")) this.#hangup("a", "normal");
  }

  #lengthOf(type: string): number | undefined {
    const { talk_ms = LENGTHS.talk, play_ms = LENGTHS.play } = this.options.timing;
    return { talk: talk_ms, play: play_ms }[type];
  }
}
