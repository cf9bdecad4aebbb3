import { AMD_RESULT } from "../../runtime/call/media/detection.js";
import { isDeaf } from "../../runtime/call/control/hearing.js";
import { ownLeg } from "../../runtime/call/legs/parties.js";
import { migrate } from "../../runtime/session/migrate.js";
import type { Effect, Event } from "../../runtime/session/event.js";
import type { Calls } from "./calls.js";
import { hangupNote, noteOf } from "./notes.js";
import type { PhoneCall } from "./phone-call.js";
import type { Recordings } from "./recordings.js";
import { speechOf, type Speech } from "./speech.js";

/** Carries out on the phones what the flow's side wants. */
export class FlowSide {
  constructor(
    private readonly calls: Calls,
    private readonly recordings: Recordings,
  ) {}

  async deliver(id: string, effect: Effect): Promise<void> {
    const call = await this.calls.find(id).catch(() => undefined);
    // A call that nobody knows any more: there is nobody on the phone.
    if (!call) return;
    const found = await this.calls.switchboard.store.session(effect.session);
    if (found) call.observe(migrate(found.session));
    await this.#carryOut(call, effect);
    this.calls.display.changed(call);
  }

  async #carryOut(call: PhoneCall, effect: Effect): Promise<void> {
    const { event } = effect;
    switch (event.type) {
      case "call_dial":
        return this.#ring(call, effect);
      case "dial_wait":
        return this.calls.forwarding.ring(call);
      case "call_answered":
        return;
      case "playback_stop":
        return this.calls.sounds.stop(call, String(event["media"]));
      case "call_hangup":
        return this.#hungUp(call, effect);
      case "amd_start":
        return this.#detect(call, effect);
      case "recording_start":
        this.recordings.started(call, event);
        break;
      case "recording_stop":
        await this.recordings.finish(call, String(event["recording"]));
        break;
      case "transcribe_start":
        await this.recordings.transcribe(call, event);
        break;
    }
    this.#sound(call, effect);
  }

  /** A leg is dialled: it rings until somebody says that it answers, or it is hung up. */
  async #ring(call: PhoneCall, { key, event }: Effect): Promise<void> {
    const leg = String(event["leg"]);
    await this.calls.tell(call, { type: "call", event: "ringing", leg }, `ringing:${key}`);
    if (leg !== call.id) this.#note(call, call.id, key, `Rings ${String(event["to"])}`);
  }

  /** The network confirms that we hung up. */
  async #hungUp(call: PhoneCall, { key, event }: Effect): Promise<void> {
    const leg = String(event["leg"]);
    const cause = typeof event["cause"] === "string" ? event["cause"] : "normal";
    await this.recordings.finishOf(call, leg);
    await this.calls.tell(call, { type: "call", event: "hangup", leg, cause }, `hangup:${key}`);
    this.#note(call, leg, key, hangupNote(cause));
    this.calls.sounds.end(call, leg);
  }

  /** It is known at once: whoever answered was chosen on the phone. */
  async #detect(call: PhoneCall, { key }: Effect): Promise<void> {
    const result = call.phone(call.id).answeredBy.toUpperCase();
    await this.calls.tell(call, { type: "signal", name: AMD_RESULT, data: { result } }, `detected:${key}`);
  }

  /** Anything else is heard or noted. The call's session says whether it waits for its end. */
  #sound(call: PhoneCall, { key, event }: Effect): void {
    const { duration, endingKeys, ...speech } = speechOf(event);
    const waitsFor = call.state && ownLeg(call.state).media;
    const text = speech.kind === "note" ? noteOf(event) : speech.text;
    for (const leg of legsOf(call, event)) {
      const at = this.calls.switchboard.clock.now();
      const line = isDeaf(call.parties.get(leg) ?? {}) ? unheard(speech, text) : { ...speech, text };
      const isNew = call.phone(leg).add({ ...line, id: key, at, by: "flow" });
      const awaited = leg === call.id && waitsFor === key;
      if (isNew && (awaited || speech.kind !== "note"))
        this.calls.sounds.start(call, leg, { media: key, duration, awaited, endingKeys });
    }
  }

  #note(call: PhoneCall, leg: string, id: string, text: string): void {
    call.phone(leg).add({ id, at: this.calls.switchboard.clock.now(), by: "flow", kind: "note", text });
  }
}

/** What is played to a phone that is cut off from hearing takes its time all the same. */
function unheard({ kind }: Pick<Speech, "kind">, text: string): Pick<Speech, "kind" | "text"> {
  return { kind: "note", text: kind === "note" ? text : `Does not hear: ${text}` };
}

/** The legs that an effect is for and that are there. */
function legsOf(call: PhoneCall, { leg, legs }: Event): readonly string[] {
  const named = Array.isArray(legs) ? legs.map(String) : [typeof leg === "string" ? leg : call.id];
  return named.filter((each) => call.has(each) && call.statusOf(each) !== "ended");
}
