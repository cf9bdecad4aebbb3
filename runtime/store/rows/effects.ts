import type { Effect, Event } from "../../session/event.js";
import type { StoredEffect } from "../store.js";

/** An Effect as it is bound to statements. */
export interface EffectRow {
  readonly key: string;
  readonly session: string;
  readonly channel: string;
  readonly contact: string | null;
  readonly token: string | null;
  /** The Event as JSON. */
  readonly event: string;
}

/** An effect as it is read: with what became of it so far. */
export interface StoredEffectRow extends EffectRow {
  readonly due: number;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** The columns of a StoredEffectRow. */
export const EFFECT_COLUMNS = "key, session, channel, contact, token, due, attempts, last_error, event";

/** An effect as it is written. */
export function effectRow({ key, session, channel, contact, token, event }: Effect): EffectRow {
  return { key, session, channel, contact: contact ?? null, token: token ?? null, event: JSON.stringify(event) };
}

/** And as it is read. */
export function readEffect(row: StoredEffectRow): StoredEffect {
  const { key, session, channel, contact, token, due, attempts, last_error, event } = row;
  return {
    key,
    session,
    channel,
    ...(contact !== null && { contact }),
    ...(token !== null && { token }),
    due,
    attempts,
    ...(last_error !== null && { lastError: last_error }),
    event: JSON.parse(event) as Event,
  };
}
