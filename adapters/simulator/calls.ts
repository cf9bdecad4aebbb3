import { isOnCall, ownLeg } from "../../runtime/call/legs/parties.js";
import { migrate } from "../../runtime/session/migrate.js";
import type { Session } from "../../runtime/session/session.js";
import type { Accepted, Commit } from "../../runtime/store/store.js";
import { NotFound, type CallSignal, type Switchboard } from "../../runtime/switchboard/switchboard.js";
import { activityOf } from "./activity.js";
import type { CallView } from "./call-view.js";
import { Display } from "./display.js";
import type { Feed } from "./feed.js";
import { Forwarding } from "./forwarding.js";
import { PhoneCall } from "./phone-call.js";
import { Sounds } from "./sounds.js";

/** Calls that are remembered; those that ended longest ago go first. */
const MAX_CALLS = 500;
/** Newest calls that are looked at after a restart. */
const MAX_TAKEN_UP = 200;
/** What was playing when the process ended is taken to last so much longer, in milliseconds. */
const RESUMED_MEDIA_MS = 1000;

/** The calls on the simulated phones. The store knows what counts; what was said and shown is known here. */
export class Calls {
  readonly display: Display;
  readonly sounds: Sounds;
  readonly forwarding: Forwarding;
  readonly #calls = new Map<string, PhoneCall>();
  readonly #takenUp: Promise<void>;

  constructor(
    readonly switchboard: Switchboard,
    feed: Feed,
    readonly channel: string,
  ) {
    this.display = new Display(switchboard, feed, () => [...this.#calls.values()]);
    this.sounds = new Sounds({
      clock: switchboard.clock,
      isHeard: (call) => this.display.isHeard(call),
      ended: async ({ call, leg }, media) => {
        await this.endMedia(await this.find(call), media, leg);
      },
    });
    this.forwarding = new Forwarding(switchboard, channel, (call) => this.display.changed(call));
    switchboard.events.on("commit", this.#committed);
    this.#takenUp = this.#takeUpAll().catch((error: unknown) => {
      switchboard.log.warn(`The simulator does not show the calls of before: ${String(error)}`);
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
    this.display.changed(call);
    return id;
  }

  /** A call, also one that this process has not seen yet. Throws `NotFound`. */
  async find(id: string): Promise<PhoneCall> {
    const call = this.#calls.get(id) ?? (await this.#adopt(id));
    if (!call) throw new NotFound(`There is no call '${id}'.`);
    return call;
  }

  /** The newest call that a phone is in. */
  ofPhone(number: string): PhoneCall | undefined {
    return [...this.#calls.values()].findLast((call) =>
      call.legs.some((leg) => call.statusOf(leg) !== "ended" && call.numberOf(leg) === number),
    );
  }

  /** The calls that a page shows, oldest first. */
  async shown(): Promise<CallView[]> {
    await this.#takenUp;
    return Promise.all(this.display.shown().map((call) => this.display.view(call)));
  }

  /** Tells the session of a call. `id` makes it count once. */
  tell(call: PhoneCall, signal: CallSignal, id?: string): Promise<Accepted> {
    return this.switchboard.callEvent(this.channel, call.id, signal, id);
  }

  /** Media was played to its end on a phone. Undefined: nobody waits for that. */
  async endMedia(call: PhoneCall, media: string, leg = call.id): Promise<Accepted | undefined> {
    const { playing } = call.phone(leg);
    const isAside = playing?.media === media && !playing.awaited;
    const accepted = isAside ? undefined : await this.tell(call, { type: "media", media }, `media:${media}`);
    this.sounds.stop(call, media, leg);
    this.display.changed(call);
    return accepted;
  }

  close(): void {
    this.switchboard.events.off("commit", this.#committed);
    this.sounds.close();
    this.forwarding.close();
  }

  readonly #committed = ({ sessions }: Commit): void => {
    for (const { session, events } of sessions) {
      if (!session.call || session.channel !== this.channel) continue;
      const { id, direction, from, to } = session.call;
      const call = this.#calls.get(id) ?? this.#remember(new PhoneCall(id, direction, from, to));
      const before = call.bridges;
      call.observe(
        session,
        events.flatMap((event) => activityOf(event) ?? []),
      );
      for (const leg of call.legs) if (call.statusOf(leg) === "ended") this.sounds.end(call, leg);
      this.display.changed(call, new Set([...before, ...call.bridges]));
    }
  };

  /** After a restart the store alone knows the calls in progress. */
  async #takeUpAll(): Promise<void> {
    const found = await this.switchboard.store.sessions({ withCall: true, limit: MAX_TAKEN_UP, offset: 0 });
    for (const { session } of found.reverse()) {
      const { call } = migrate(session);
      if (call && Object.keys(call.legs).some((leg) => isOnCall(call, leg))) await this.#adopt(call.id);
    }
  }

  async #adopt(id: string): Promise<PhoneCall | undefined> {
    const { store } = this.switchboard;
    const found = await store.sessionOfCall(id);
    const session = found && migrate(found.session);
    if (!session?.call || session.channel !== this.channel) return undefined;
    const events = await store.events(session.id);
    const known = this.#calls.get(id);
    if (known) return known;
    const { direction, from, to } = session.call;
    const call = this.#remember(new PhoneCall(id, direction, from, to));
    call.observe(
      session,
      events.flatMap((event) => activityOf(event) ?? []),
    );
    this.forwarding.ring(call);
    this.#goOn(call, session.call);
    return call;
  }

  /** Nobody knows how much of what the flow waits for was heard. */
  #goOn(call: PhoneCall, state: NonNullable<Session["call"]>): void {
    const { media } = ownLeg(state);
    if (media === undefined) return;
    this.sounds.start(call, call.id, { media, duration: RESUMED_MEDIA_MS, awaited: true, endingKeys: [] });
  }

  #remember(call: PhoneCall): PhoneCall {
    this.#calls.set(call.id, call);
    if (this.#calls.size > MAX_CALLS) {
      const old = [...this.#calls.values()].find(({ isOver }) => isOver) ?? [...this.#calls.values()][0];
      if (old) this.#calls.delete(old.id);
    }
    return call;
  }
}
