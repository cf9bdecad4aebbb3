import {
  CredentialsRefused,
  DeliveryPostponed,
  DeliveryRefused,
  Receipt,
  type Deliverer,
  type Patience,
} from "../channels/channel.js";
import { outgoingMessage } from "../channels/messages.js";
import type { ChannelState } from "../channels/state.js";
import { statusEvent, type StatusReport } from "../channels/status.js";
import type { Clock } from "../clock.js";
import { isJsonObject, type JsonObject } from "../json.js";
import type { RecordedEvent } from "../session/event.js";
import type { DeliveryResult, StoredEffect } from "../store/store.js";
import { settle } from "./delivery.js";

/** A delivery that takes longer has failed, in milliseconds. */
const TIMEOUT_MS = 60_000;

/** How an attempt came out, and who is told what. */
export interface Attempt {
  readonly result: DeliveryResult;
  /** For the token that waits for it. */
  readonly answer?: { readonly name: "delivered" | "refused"; readonly data: JsonObject };
  /** The channel takes nothing before this time. */
  readonly pauseUntil?: number;
  /** What it says of the channel; absent: nothing, it was the effect's own fault. */
  readonly state?: ChannelState;
}

/** Has an effect carried out once, within the time that its channel gives, or until `interruption`. Never rejects. */
export async function attempt(
  effect: StoredEffect,
  deliverer: Deliverer | undefined,
  clock: Clock,
  interruption: AbortSignal,
): Promise<Attempt> {
  try {
    if (!deliverer) throw new DeliveryRefused(`There is no channel '${effect.channel}'.`);
    return delivered(effect, await inTime(effect, deliverer, clock, interruption), clock.now());
  } catch (error) {
    return failed(effect, error, clock.now(), deliverer?.patience?.(effect));
  }
}

/** A channel that hangs must not hang the outbox; what it does after that means nothing. */
async function inTime(
  effect: StoredEffect,
  deliverer: Deliverer,
  clock: Clock,
  interruption: AbortSignal,
): Promise<JsonObject | Receipt | void> {
  const { deliveryTimeoutMs = TIMEOUT_MS } = deliverer;
  const late = Promise.withResolvers<never>();
  const abort = new AbortController();
  const end = (error: Error): void => {
    late.reject(error);
    abort.abort(error);
  };
  const interrupted = (): void => end(interruption.reason as Error);
  interruption.addEventListener("abort", interrupted, { once: true });
  const cancel = clock.wakeAt(clock.now() + deliveryTimeoutMs, () =>
    end(new Error(`The channel '${effect.channel}' has not delivered within ${deliveryTimeoutMs} ms.`)),
  );
  try {
    return await Promise.race([deliverer.deliver(effect, abort.signal), late.promise]);
  } finally {
    cancel();
    interruption.removeEventListener("abort", interrupted);
  }
}

function delivered(effect: StoredEffect, answer: JsonObject | Receipt | void, now: number): Attempt {
  const { key } = effect;
  if (!(answer instanceof Receipt)) {
    return {
      result: { key, delivered: true },
      answer: { name: "delivered", data: answer ?? {} },
      state: { status: "ok" },
    };
  }
  const { ids, status } = answer;
  const [externalId] = ids;
  return {
    result: {
      key,
      delivered: true,
      ...(ids.length > 0 && { externalIds: ids }),
      event: recorded(effect, { status, ...(externalId !== undefined && { externalId }) }, now),
    },
    answer: { name: "delivered", data: answer.answer },
    state: { status: "ok" },
  };
}

function failed(effect: StoredEffect, error: unknown, now: number, patience: Patience | undefined): Attempt {
  const { key } = effect;
  const reason = error instanceof Error ? error.message : String(error);
  const refused = error instanceof DeliveryRefused;
  const next = settle(refused ? "refused" : "failed", effect.attempts + 1, now, patience);
  const result = { key, delivered: false, error: reason } as const;
  const status = error instanceof CredentialsRefused ? "unusable" : "failing";
  const state: { state?: ChannelState } = refused ? {} : { state: { status, reason } };
  if (next.state === "retrying") {
    if (!(error instanceof DeliveryPostponed)) return { result: { ...result, retryAt: next.at }, ...state };
    const until = now + error.pauseMs;
    return { result: { ...result, retryAt: until }, pauseUntil: until, ...state };
  }
  const code = refused && error.code !== undefined ? { code: error.code } : {};
  const event = outgoingMessage(effect) && recorded(effect, { status: "failed", reason, ...code }, now);
  const answer = { name: "refused", data: { reason, ...code } } as const;
  return { result: { ...result, ...(event && { event }) }, answer, ...state };
}

/** The event of a message's status, which the session gets with the result. */
function recorded({ channel, key, event }: StoredEffect, report: StatusReport, at: number): RecordedEvent {
  const msg = event["msg"];
  const uuid = isJsonObject(msg) && typeof msg["uuid"] === "string" ? { uuid: msg["uuid"] } : {};
  return { event: statusEvent({ channel, key, ...uuid }, report), at, scope: "both" };
}
