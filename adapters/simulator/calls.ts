import { ownLeg } from "../../runtime/call/legs.js";
import { callKey } from "../../runtime/commit.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Session } from "../../runtime/session/session.js";
import { NotFound, type CallSignal, type Switchboard } from "../../runtime/switchboard.js";
import type { Accepted } from "../../runtime/store/store.js";
import { topics, type Feed } from "./feed.js";
import { hangupNote, PhoneCall, type TranscriptLine } from "./phone-call.js";
import { Playback } from "./playback.js";
import { speechOf } from "./speech.js";

/** Calls that are remembered; those that ended longest ago go first. */
const MAX_CALLS = 500;
/** What was playing when the process ended is taken to last so much longer, in milliseconds. */
const RESUMED_MEDIA_MS = 1000;

/** The calls on the simulated phones. */
export class Calls {
  readonly #calls = new Map<string, PhoneCall>();
  readonly #playback: Playback;

  constructor(
    private readonly switchboard: Switchboard,
    private readonly feed: Feed,
    private readonly channel: string,
  ) {
    this.#playback = new Playback({
      clock: switchboard.clock,
      isHeard: (call) => feed.isWatched(topics.call(call)),
      ended: async (call, media) => {
        await this.endMedia(call, media);
      },
    });
  }

  /** The phone calls. Throws `NotFound` where no flow takes the call. */
  async start({
    from,
    to,
    id = this.switchboard.ids.uuid(),
  }: {
    from: string;
    to: string;
    id?: string;
  }): Promise<string> {
    if (this.#calls.has(id)) return id;
    // Effects may come before the promise resolves; whoever looks on sees the call only once it is one.
    const call = this.#remember(new PhoneCall(id, "incoming", from, to));
    try {
      await this.switchboard.startCall({ channel: this.channel, from, to, id });
    } catch (error) {
      this.#calls.delete(id);
      throw error;
    }
    this.#changed(call);
    return id;
  }

  /** A call, also one that this process has not seen yet. Throws `NotFound`. */
  async find(id: string): Promise<PhoneCall> {
    const call = this.#calls.get(id) ?? (await this.#adopt(id));
    if (!call) throw new NotFound(`There is no call '${id}'.`);
    return call;
  }

  /** The newest call of a phone that has not ended. */
  ofPhone(number: string): PhoneCall | undefined {
    return [...this.#calls.values()].findLast(
      ({ from, to, status }) => status !== "ended" && (from === number || to === number),
    );
  }

  /** Something happens on the phone's side. Resolves when it is durable. */
  async signal(
    call: PhoneCall,
    signal: CallSignal,
    note?: Omit<TranscriptLine, "id" | "at" | "by">,
    id?: string,
  ): Promise<Accepted> {
    const accepted = await this.switchboard.callEvent(this.channel, call.id, signal, id);
    if (accepted.duplicate) return accepted;
    if (note) call.add({ ...note, id: accepted.id, at: this.switchboard.clock.now(), by: "phone" });
    if (signal.type === "call" && signal.leg === call.id) this.#follow(call, signal.event);
    this.#changed(call);
    return accepted;
  }

  /** Media was played to its end. */
  async endMedia(id: string, media: string): Promise<Accepted> {
    const call = await this.find(id);
    const input = { type: "media", media } as const;
    const accepted = await this.switchboard.callEvent(this.channel, id, input, `media:${media}`);
    if (call.playing?.media === media) this.#silence(call);
    return accepted;
  }

  /** Carries out an effect on a call. */
  async deliver(id: string, effect: Effect): Promise<void> {
    const call = await this.find(id).catch(() => undefined);
    // A call whose session has ended before this process began: there is nobody on the phone any more.
    if (!call) return;
    call.session = effect.session;
    const { event } = effect;
    switch (event.type) {
      case "call_dial":
        await this.#ring(call, effect);
        break;
      case "call_answered":
        if (call.status === "ringing") call.status = "in_progress";
        break;
      case "playback_stop":
        if (call.playing?.media === event["media"]) this.#silence(call);
        break;
      case "call_hangup":
        await this.#hungUp(call, effect);
        break;
      default:
        await this.#sound(call, effect);
    }
    this.#changed(call);
  }

  close(): void {
    this.#playback.close();
  }

  #follow(call: PhoneCall, event: string): void {
    if (event === "answered") call.status = "in_progress";
    if (event === "hangup") this.#end(call);
  }

  #end(call: PhoneCall): void {
    this.#playback.stop(call.id);
    call.end();
  }

  #silence(call: PhoneCall): void {
    this.#playback.stop(call.id);
    call.playing = undefined;
    this.#changed(call);
  }

  /** A leg is dialled: it rings until somebody says that it answers, or it is hung up. */
  async #ring(call: PhoneCall, { key, event }: Effect): Promise<void> {
    const leg = String(event["leg"]);
    await this.switchboard.callEvent(this.channel, call.id, { type: "call", event: "ringing", leg }, `ringing:${key}`);
    this.#note(call, key, `Rings ${String(event["to"])}`);
  }

  /** The network confirms that we hung up. */
  async #hungUp(call: PhoneCall, { key, event }: Effect): Promise<void> {
    const leg = String(event["leg"]);
    const confirmed = { type: "call", event: "hangup", leg } as const;
    await this.switchboard.callEvent(this.channel, call.id, confirmed, `hangup:${key}`);
    if (leg !== call.id) return;
    this.#note(call, key, hangupNote(typeof event["cause"] === "string" ? event["cause"] : "normal"));
    this.#end(call);
  }

  /** Anything else is heard or noted. The call's session says whether it waits for its end. */
  async #sound(call: PhoneCall, { key, event, session }: Effect): Promise<void> {
    const { duration, ...line } = speechOf(event);
    const found = await this.switchboard.store.session(session);
    if (!call.add({ ...line, id: key, at: this.switchboard.clock.now(), by: "flow" })) return;
    if (!found?.session.call || ownLeg(found.session.call).media !== key) return;
    call.playing = { media: key, duration };
    this.#playback.start(call.id, key, duration);
  }

  #note(call: PhoneCall, id: string, text: string): void {
    call.add({ id, at: this.switchboard.clock.now(), by: "flow", kind: "note", text });
  }

  #changed(call: PhoneCall): void {
    const news = { type: "call", call: call.view() } as const;
    for (const topic of [topics.call(call.id), topics.phone(call.from), topics.phone(call.to)]) {
      this.feed.publish(topic, news);
    }
  }

  /** After a restart the store alone knows the calls in progress. */
  async #adopt(id: string): Promise<PhoneCall | undefined> {
    const [place] = await this.switchboard.store.sessionsWaitingFor(callKey(id));
    const session = place && (await this.switchboard.store.session(place.session))?.session;
    if (!session?.call || session.channel !== this.channel) return undefined;
    return this.#calls.get(id) ?? this.#takeUp(session, session.call);
  }

  #takeUp(session: Session, stored: NonNullable<Session["call"]>): PhoneCall {
    const { id, direction, from, to } = stored;
    const { status, media } = ownLeg(stored);
    const call = new PhoneCall(id, direction, from, to);
    call.session = session.id;
    if (status !== "dialing" && status !== "ringing") call.status = "in_progress";
    if (media !== undefined) {
      call.playing = { media, duration: RESUMED_MEDIA_MS };
      this.#playback.start(id, media, RESUMED_MEDIA_MS);
    }
    return this.#remember(call);
  }

  #remember(call: PhoneCall): PhoneCall {
    this.#calls.set(call.id, call);
    if (this.#calls.size > MAX_CALLS) {
      const old = [...this.#calls.values()].find(({ status }) => status === "ended") ?? [...this.#calls.values()][0];
      if (old) this.#calls.delete(old.id);
    }
    return call;
  }
}
