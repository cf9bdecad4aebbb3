import { outgoingMessage } from "../../channels/messages.js";
import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallSignal } from "../../switchboard.js";

/** Spoken text takes this long, in milliseconds of virtual time. */
const SPEECH_MS = 1000;

/** What a flow said or did, in order. */
export type Heard =
  | { readonly kind: "message"; readonly text: string; readonly quickReplies: readonly string[] }
  | { readonly kind: "speech"; readonly text: string }
  | { readonly kind: "hangup" };

/** The simulator's stand-in in flow tests: keeps what comes, and lets speech end after its time. */
export class TestChannel implements Channel {
  readonly id = "simulator";
  readonly name = "Simulator";
  readonly schemes = ["tel", "ext", "mailto"];
  readonly heard: Heard[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly signal: (call: string, input: CallSignal) => void,
  ) {}

  deliver(effect: Effect): Promise<void> {
    const { event, key } = effect;
    const message = outgoingMessage(effect);
    const call = String(event["call"]);
    if (message) this.heard.push({ kind: "message", text: message.text, quickReplies: message.quickReplies });
    if (event.type === "talk" || event.type === "say") {
      this.heard.push({ kind: "speech", text: String(event["text"]) });
      this.clock.wakeAt(this.clock.now() + SPEECH_MS, () => this.signal(call, { type: "media", media: key }));
    }
    if (event.type === "call_hangup") {
      this.heard.push({ kind: "hangup" });
      this.signal(call, { type: "call", event: "hangup", leg: call, cause: String(event["cause"]) });
    }
    return Promise.resolve();
  }
}
