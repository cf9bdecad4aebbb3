import type { Channel } from "../channels/channel.js";
import type { Effect } from "../session/event.js";
import type { CallSignal } from "../switchboard/switchboard.js";
import { ASKS, CODE_LENGTH, REPEATS } from "./phone-menu.js";

/** How long people take: to think before they enter a code, and from key to key. In milliseconds. */
const THINKING = { from: 500, to: 3000 } as const;
const KEYS = { from: 60, to: 180 } as const;

/** What one caller is at. */
interface Caller {
  /** The code entered last. */
  code: string;
  /** When its last key was pressed. */
  pressedAt: number;
}

/** People on the phone: whenever the menu asks, they enter a code; then they check what it repeats. */
export class Callers implements Channel {
  readonly id = "callers";
  readonly name = "Callers";
  /** From the last key of a code to the prompt that follows, in milliseconds. */
  readonly latencies: number[] = [];
  digits = 0;
  /** Codes that were repeated otherwise than they were entered. */
  garbled = 0;
  hungUp = 0;
  readonly #callers = new Map<string, Caller>();

  constructor(
    private readonly signal: (call: string, input: CallSignal) => Promise<unknown>,
    private readonly random: () => number = Math.random,
  ) {}

  async deliver({ key, event }: Effect): Promise<void> {
    const call = String(event["call"]);
    if (event.type === "call_hangup") {
      this.hungUp++;
      await this.signal(call, { type: "call", event: "hangup", leg: call, cause: "normal" });
    }
    if (event.type !== "talk") return;
    const text = String(event["text"]);
    if (text === ASKS) void this.#enter(call);
    if (text.startsWith(REPEATS)) await this.#check(call, text.slice(REPEATS.length), key);
  }

  async #enter(call: string): Promise<void> {
    await this.#pause(THINKING);
    const code = Array.from({ length: CODE_LENGTH }, () => String(Math.floor(this.random() * 10))).join("");
    const caller = { code, pressedAt: 0 };
    this.#callers.set(call, caller);
    for (const [index, digit] of [...code].entries()) {
      if (index > 0) await this.#pause(KEYS);
      caller.pressedAt = performance.now();
      this.digits++;
      void this.signal(call, { type: "digit", leg: call, digit });
    }
  }

  async #check(call: string, heard: string, media: string): Promise<void> {
    const caller = this.#callers.get(call);
    if (caller) this.latencies.push(performance.now() - caller.pressedAt);
    if (caller?.code !== heard) this.garbled++;
    await this.signal(call, { type: "media", media });
  }

  #pause({ from, to }: { from: number; to: number }): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, from + this.random() * (to - from)));
  }
}
