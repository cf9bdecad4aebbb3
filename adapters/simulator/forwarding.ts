import { DIAL_TIMEOUT_MS } from "../../runtime/call/legs/legs.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import { isJsonObject } from "../../runtime/json.js";
import type { DialInput } from "../../runtime/session/input.js";
import { isWaiting, type Session } from "../../runtime/session/session.js";
import type { Accepted } from "../../runtime/store/store.js";
import type { CallSignal, Switchboard } from "../../runtime/switchboard/switchboard.js";
import type { PhoneCall } from "./phone-call.js";

type DialStatus = DialInput["dial"]["status"];

/** What an unanswered phone's hangup means to GoFlow (goflow.md section 7); any other cause: it failed. */
const UNANSWERED: Readonly<Record<string, DialStatus>> = { busy: "busy", rejected: "no_answer", noanswer: "no_answer" };

/**
 * Lets callers talk to somebody for whom a GoFlow flow waits (`dial`): such a party is no leg of the session's call, which only
 * hears how it went.
 */
export class Forwarding {
  readonly #limits = new Map<string, () => void>();

  constructor(
    private readonly switchboard: Switchboard,
    private readonly channel: string,
    private readonly changed: (call: PhoneCall) => void,
  ) {}

  /** Rings the party that the session of a call waits for, if it does; also after a restart. */
  ring(call: PhoneCall): void {
    const wanted = call.session && dialWaitOf(call.session);
    if (!wanted || call.forwarded?.leg === wanted.leg) return;
    const { leg, number } = wanted;
    call.forwarded = { leg, number, status: "ringing" };
    const { clock, log } = this.switchboard;
    const giveUp = (): void => {
      this.#end(call, "noanswer").catch((error: unknown) => log.warn(`A phone rings on: ${String(error)}`));
    };
    this.#limits.set(leg, clock.wakeAt(clock.now() + DIAL_TIMEOUT_MS, giveUp));
  }

  /** Something happens on the party's phone. Undefined: the session need not know. */
  async take(call: PhoneCall, signal: CallSignal): Promise<Accepted | undefined> {
    const { forwarded } = call;
    if (!forwarded || signal.type !== "call") return undefined;
    if (signal.event === "hangup") return this.#end(call, signal.cause);
    if (signal.event !== "answered" || forwarded.status !== "ringing") return undefined;
    this.#stopLimit(forwarded.leg);
    call.forwarded = { ...forwarded, status: "progressing", answeredAt: this.switchboard.clock.now() };
    return undefined;
  }

  close(): void {
    for (const cancel of this.#limits.values()) cancel();
    this.#limits.clear();
  }

  async #end(call: PhoneCall, cause = "normal"): Promise<Accepted | undefined> {
    const { forwarded, session } = call;
    if (!forwarded || !session) return undefined;
    this.#stopLimit(forwarded.leg);
    const { leg, answeredAt } = forwarded;
    const now = this.switchboard.clock.now();
    const dial =
      answeredAt === undefined
        ? { status: (Object.hasOwn(UNANSWERED, cause) ? UNANSWERED[cause] : undefined) ?? "failed", duration: 0 }
        : { status: "answered" as const, duration: Math.round((now - answeredAt) / 1000) };
    const accepted = await this.switchboard.toSession(session.id, { type: "dial", dial }, this.channel, leg);
    call.phone(leg).end();
    call.forwarded = undefined;
    this.changed(call);
    return accepted;
  }

  #stopLimit(leg: string): void {
    this.#limits.get(leg)?.();
    this.#limits.delete(leg);
  }
}

/** Whom a session lets its caller talk to now, by the number; the id is that of the token that waits. */
function dialWaitOf({ runs }: Session): { leg: string; number: string } | undefined {
  for (const { id, wait } of runs.flatMap((run) => run.tokens.filter(isWaiting))) {
    const waits = wait.data?.["wait"];
    if (!isJsonObject(waits) || waits["type"] !== "dial") continue;
    const urn = String(waits["urn"]);
    return { leg: `dial:${id}`, number: urnParts(urn)?.path ?? urn };
  }
  return undefined;
}
