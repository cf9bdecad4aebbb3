import { ApiError } from "../../runtime/api/errors.js";
import { isDeaf, isMute } from "../../runtime/call/control/hearing.js";
import type { Accepted } from "../../runtime/store/store.js";
import type { Calls } from "./calls.js";
import type { Told } from "./phone-events.js";
import type { PhoneCall } from "./phone-call.js";
import type { Phone } from "./phone.js";
import type { Recordings } from "./recordings.js";

/** What people do on the phones. */
export class PhoneSide {
  constructor(
    private readonly calls: Calls,
    private readonly recordings: Recordings,
  ) {}

  /**
   * Something happens on the phone of a leg. Resolves when it is durable; undefined: the session need not know. `id` makes it
   * count once. Throws an `ApiError` 404 for a leg that the call does not have, 409 for one that has ended.
   */
  async take(call: PhoneCall, told: Told, id?: string): Promise<Accepted | undefined> {
    const { leg } = told;
    if (!call.has(leg)) throw new ApiError(404, `The call has no leg '${leg}'.`);
    if (call.statusOf(leg) === "ended")
      throw new ApiError(409, leg === call.id ? "The call has ended." : `The leg '${leg}' has ended.`);
    switch (told.type) {
      case "media":
        return this.calls.endMedia(call, told.media, leg);
      case "say":
        return this.#say(call, told, id);
      case "signal":
        return this.#signal(call, told, id);
    }
  }

  async #signal(call: PhoneCall, { leg, signal, line, by }: Told & { type: "signal" }, id?: string) {
    const phone = call.phone(leg);
    const hangsUp = signal.type === "call" && signal.event === "hangup";
    if (by) phone.answeredBy = by;
    if (hangsUp) await this.recordings.finishOf(call, leg);
    const accepted = await (call.forwarded?.leg === leg
      ? this.calls.forwarding.take(call, signal)
      : this.calls.tell(call, signal, id));
    if (accepted?.duplicate) return accepted;
    if (line)
      phone.add({ ...line, id: accepted?.id ?? this.calls.switchboard.ids.uuid(), at: this.#now(), by: "phone" });
    if (hangsUp) this.calls.sounds.end(call, leg);
    const { playing } = phone;
    if (signal.type === "digit" && playing?.endingKeys.includes(signal.digit))
      this.calls.sounds.stop(call, playing.media, leg);
    this.calls.display.changed(call);
    return accepted;
  }

  /** Those who talk to the phone hear it; a muted phone nobody hears, also no recording. */
  async #say(call: PhoneCall, { leg, text }: Told & { type: "say" }, given?: string): Promise<Accepted | undefined> {
    if (call.statusOf(leg) !== "in_progress") throw new ApiError(409, "Nobody has answered.");
    const id = given ?? this.calls.switchboard.ids.uuid();
    const line = { id: `say:${id}`, at: this.#now(), kind: "say", text } as const;
    if (!call.phone(leg).add({ ...line, by: "phone" })) return undefined;
    for (const { phone, call: other } of await this.#hearers(call, leg)) {
      phone.add({ ...line, by: "peer" });
      if (other !== call) this.calls.display.changed(other);
    }
    const isHeard = !isMute(call.parties.get(leg) ?? {});
    const accepted = isHeard ? await this.recordings.said(call, leg, text, id) : undefined;
    this.calls.display.changed(call);
    return accepted;
  }

  async #hearers(call: PhoneCall, leg: string): Promise<{ phone: Phone; call: PhoneCall }[]> {
    if (isMute(call.parties.get(leg) ?? {})) return [];
    const { legs } = await this.calls.display.view(call);
    const peers = legs.find(({ id }) => id === leg)?.talks_to ?? [];
    const others = await Promise.all(peers.map(async (peer) => ({ peer, call: await this.calls.find(peer.call) })));
    return others.flatMap(({ peer, call }) =>
      isDeaf(call.parties.get(peer.leg) ?? {}) ? [] : [{ call, phone: call.phone(peer.leg) }],
    );
  }

  #now(): number {
    return this.calls.switchboard.clock.now();
  }
}
