import { isRinging } from "../../runtime/call/legs/parties.js";
import type { Call, CallDirection, CallLeg } from "../../runtime/session/call.js";
import type { Session } from "../../runtime/session/session.js";
import type { Activity } from "./activity.js";
import { Phone, type Sound } from "./phone.js";

/** Things that are remembered of what went on beside the flow. */
const MAX_ACTIVITIES = 100;

/** Somebody beside the session's call to whom its own leg is forwarded (`forwarding.ts`). */
export interface Forwarded {
  readonly leg: string;
  readonly number: string;
  readonly status: "ringing" | "progressing";
  readonly answeredAt?: number;
}

/** How far a call has come, as its phone shows it. */
export type PhoneStatus = "ringing" | "in_progress" | "ended";

/** A call as the simulated phones see it: a phone for each of its legs. */
export class PhoneCall {
  forwarded: Forwarded | undefined;
  readonly #phones = new Map<string, Phone>();
  #activities: readonly Activity[] = [];
  #session: Session | undefined;

  constructor(
    readonly id: string,
    readonly direction: CallDirection,
    readonly from: string,
    readonly to: string,
  ) {}

  /** The call's session as it was committed last; undefined: not yet. */
  get session(): Session | undefined {
    return this.#session;
  }

  get state(): Call | undefined {
    return this.#session?.call;
  }

  get activities(): readonly Activity[] {
    return this.#activities;
  }

  /** The legs as the phones see them. */
  get parties(): ReadonlyMap<string, CallLeg> {
    const parties = new Map(Object.entries(this.state?.legs ?? {}));
    const own = parties.get(this.id);
    if (!this.forwarded || !own || own.status === "hangup") return parties;
    const { leg: bridge, number, status } = this.forwarded;
    const isRinging = status === "ringing";
    parties.set(this.id, { ...own, bridge, ...(isRinging && { hears: "ringback" as const }) });
    return parties.set(bridge, { number, direction: "outgoing", status, ...(!isRinging && { bridge }) });
  }

  /** Ids of the legs, the flow's own first. */
  get legs(): readonly string[] {
    return [...new Set([this.id, ...this.parties.keys()])];
  }

  /** Ids of the bridges that legs are in. */
  get bridges(): ReadonlySet<string> {
    return new Set([...this.parties.values()].flatMap(({ bridge }) => bridge ?? []));
  }

  /** Of the flow's own leg. */
  get status(): PhoneStatus {
    return this.statusOf(this.id);
  }

  get playing(): Sound | undefined {
    return this.phone(this.id).playing;
  }

  /** Nobody is on the phone any more. */
  get isOver(): boolean {
    return this.legs.every((leg) => this.statusOf(leg) === "ended");
  }

  phone(leg: string): Phone {
    let phone = this.#phones.get(leg);
    if (!phone) this.#phones.set(leg, (phone = new Phone()));
    return phone;
  }

  has(leg: string): boolean {
    return this.legs.includes(leg);
  }

  statusOf(leg: string): PhoneStatus {
    const state = this.parties.get(leg);
    if (this.phone(leg).ended || state?.status === "hangup") return "ended";
    return !state || isRinging(state) ? "ringing" : "in_progress";
  }

  /** The phone's number. */
  numberOf(leg: string): string {
    const own = this.direction === "incoming" ? this.from : this.to;
    return this.parties.get(leg)?.number ?? (leg === this.id ? own : leg);
  }

  /** Snapshots may be seen in another order than they were made in: the newest counts. */
  observe(session: Session, activities: readonly Activity[] = []): void {
    if (session.sprint >= (this.#session?.sprint ?? 0)) this.#session = session;
    this.#activities = [...this.#activities, ...activities].slice(-MAX_ACTIVITIES);
  }
}
