import { urnIdentity } from "../../contacts/urns.js";
import { outgoingMessage } from "../../channels/messages.js";
import type { Channel } from "../../channels/channel.js";
import type { Clock } from "../../clock.js";
import type { Effect } from "../../session/event.js";
import type { CallSignal } from "../../switchboard/switchboard.js";

/** Spoken text takes this long, in milliseconds of virtual time. */
const SPEECH_MS = 1000;

/** What is played to its end. */
const MEDIA: ReadonlySet<string> = new Set(["talk", "say", "play", "beep"]);

/** What a flow said or did, in order. */
export type Heard =
  | { readonly kind: "message"; readonly to?: string; readonly text: string; readonly quickReplies: readonly string[] }
  | { readonly kind: "speech"; readonly text: string }
  | { readonly kind: "dial"; readonly text: string }
  | { readonly kind: "hangup" };

/** The simulator's stand-in in flow tests: keeps what comes, and lets speech end after its time. */
export class TestChannel implements Channel {
  readonly id = "simulator";
  readonly name = "Simulator";
  readonly schemes = ["tel", "ext", "mailto"];
  readonly heard: Heard[] = [];
  /** The legs that were dialled, by number; the last one counts. */
  readonly dialled = new Map<string, { readonly call: string; readonly leg: string }>();

  constructor(
    private readonly clock: Clock,
    private readonly signal: (call: string, input: CallSignal) => void,
  ) {}

  deliver(effect: Effect): Promise<void> {
    const { event, key } = effect;
    const message = outgoingMessage(effect);
    const call = String(event["call"]);
    if (message) {
      const { urn, text, quickReplies } = message;
      this.heard.push({ kind: "message", ...(urn !== undefined && { to: urnIdentity(urn) }), text, quickReplies });
    }
    const leg = String(event["leg"] ?? call);
    if (event.type === "talk" || event.type === "say") this.heard.push({ kind: "speech", text: String(event["text"]) });
    if (MEDIA.has(event.type)) {
      this.clock.wakeAt(this.clock.now() + SPEECH_MS, () => this.signal(call, { type: "media", media: key }));
    }
    if (event.type === "call_dial") {
      this.heard.push({ kind: "dial", text: String(event["to"]) });
      this.dialled.set(String(event["to"]), { call, leg });
    }
    if (event.type === "call_hangup") {
      if (leg === call) this.heard.push({ kind: "hangup" });
      this.signal(call, { type: "call", event: "hangup", leg, cause: String(event["cause"]) });
    }
    return Promise.resolve();
  }
}
