import type { Json } from "../json.js";

/**
 * What a sprint says happened. The type and its fields are the documented ones of the step's system; the engine adds when and
 * where. Events are facts: appended, never changed.
 */
export interface Event {
  readonly type: string;
  readonly [field: string]: Json | undefined;
}

/** Who sees an event: GoFlow logs some to the run only (routing errors) or to the sprint only (refused resumes). */
export type EventScope = "both" | "run" | "sprint";

/** An event with its place in the session. */
export interface RecordedEvent {
  readonly event: Event;
  readonly at: number;
  readonly scope: EventScope;
  readonly run?: string;
  readonly node?: string;
  /** Id of the path step. */
  readonly step?: string;
}

/** An event that the outside world must act on. It leaves through the outbox, at least once, with a key that stays the same. */
export interface Effect {
  /** The same at every attempt, so that a provider can tell a repetition. */
  readonly key: string;
  /** Id of the channel that delivers it. */
  readonly channel: string;
  readonly session: string;
  readonly contact?: string;
  /** The token that waits for the channel's answer, where one does. */
  readonly token?: string;
  readonly event: Event;
}

/** The key of a sprint's effect: the same when the sprint is run again. */
export function effectKey(session: string, sprint: number, index: number): string {
  return `${session}:${sprint}:${index}`;
}

/** The key of a part of an effect that a channel carries out in several; the first has that of the effect. */
export function partKey(key: string, index: number): string {
  return index === 0 ? key : `${key}.${index}`;
}

/** Whose effect a key, or that of a part, belongs to; undefined: it is no key. */
export function readKey(key: string): { readonly session: string; readonly key: string } | undefined {
  const [, effect, session] = /^((.+):\d+:\d+)(?:\.\d+)?$/.exec(key) ?? [];
  return effect === undefined || session === undefined ? undefined : { key: effect, session };
}
