import type { JsonObject } from "../json.js";
import type { Observable } from "../observable.js";
import type { Effect } from "../session/event.js";
import type { Capabilities } from "./capabilities.js";
import type { ChannelState } from "./state.js";
import type { MessageStatus } from "./status.js";

/** After how many attempts a delivery is given up, and the pause before each further one in milliseconds. */
export interface Patience {
  readonly attempts: number;
  readonly pauseMs: number;
}

/** Carries effects out. */
export interface Deliverer {
  /** Id by which effects name it. */
  readonly id: string;
  /** Effects that it may be given in a second, where its provider sets a limit. Others do not wait for it. */
  readonly ratePerSecond?: number;
  /** Milliseconds that a delivery may take; then it has failed, and is tried again. Default: a minute. */
  readonly deliveryTimeoutMs?: number;
  /** How often an effect is tried; absent, or undefined: sixteen times, with pauses that double, which is about 17 hours. */
  patience?(effect: Effect): Patience | undefined;
  /**
   * Carries an effect out. Resolves once the provider has it, with the provider's answer if it has one, or with a `Receipt` for a
   * message. May be called again with the same `effect.key` after a crash. Throw `DeliveryRefused` for what no repetition can mend,
   * `DeliveryPostponed` where the provider says when, `CredentialsRefused` where it does not know us; that and anything else is
   * tried again after a pause that doubles. `signal` is aborted when the time for it is over.
   */
  deliver(effect: Effect, signal?: AbortSignal): Promise<JsonObject | Receipt | void>;
  close?(): Promise<void>;
}

/**
 * A way to reach contacts. Its adapter turns what comes in into inputs (`Switchboard.receiveMessage`, `startCall`, `callEvent`)
 * and carries out effects. Flows and contacts name it by its id too.
 */
export interface Channel extends Deliverer {
  readonly name: string;
  /** Schemes of the URNs that it reaches; absent: it is found only by URNs that came by it, and by sessions on it. */
  readonly schemes?: readonly string[];
  /** Its own number or name there. */
  readonly address?: string;
  /** The account at the provider that it belongs to; flows of other accounts do not see what comes by it. */
  readonly account?: string;
  /** What it can do; absent: not known before it is tried. */
  readonly capabilities?: Capabilities;
  /**
   * What it knows of its connection, where it has a standing one; absent: only deliveries tell. While it is not `ok`, what goes by
   * the channel waits.
   */
  readonly state?: Observable<ChannelState>;
  /** Finds out whether the provider can be reached with these settings; gives a sentence to show. Rejects with why not. */
  check?(): Promise<string>;
}

/** What the provider said when it took a message: recorded in the session as `msg_status` (`status.ts`). */
export class Receipt {
  constructor(
    readonly status: Exclude<MessageStatus, "failed">,
    /** The provider's ids of the message, one for each of its parts: later reports are known by them. */
    readonly ids: readonly string[] = [],
    /** What a step that waits for the provider's answer gets. */
    readonly answer: JsonObject = {},
  ) {}
}

/**
 * The provider will never take this effect: it goes to the dead letters at once. A call is told of it, so that its flow waits for
 * nothing that will never be (`runtime/call/undelivered.ts`).
 */
export class DeliveryRefused extends Error {
  override readonly name = "DeliveryRefused";

  /** @param code the provider's own, where it has one. */
  constructor(
    message: string,
    readonly code?: string | undefined,
  ) {
    super(message);
  }
}

/** The provider takes nothing more for a time (HTTP 429 with `Retry-After`, say): the whole channel pauses so long. */
export class DeliveryPostponed extends Error {
  override readonly name = "DeliveryPostponed";

  constructor(
    message: string,
    /** Milliseconds from now. */
    readonly pauseMs: number,
  ) {
    super(message);
  }
}

/** The provider does not accept the credentials: no message is to blame, and somebody has to mend the settings. */
export class CredentialsRefused extends Error {
  override readonly name = "CredentialsRefused";
}
