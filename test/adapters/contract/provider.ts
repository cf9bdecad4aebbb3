import type { Channel } from "../../../runtime/channels/channel.js";
import type { MessageStatus } from "../../../runtime/channels/status.js";

/** How the provider takes the next attempt of a message. */
export type Answer =
  | "take"
  /** Something passing is wrong (5xx). */
  | "fail"
  /** It will never take it. */
  | "refuse"
  /** It gives no answer at all. */
  | "hang"
  /** The connection breaks. */
  | "drop"
  /** It wants nothing for so many seconds (429). */
  | { readonly busyForSeconds: number };

/** A message as the provider got it. */
export interface Taken {
  /** What the provider knows a repetition by. */
  readonly key: string;
  readonly text: string;
}

/** The other side of a channel, as the contract's tests drive it: a real server of its kind, on loopback. */
export interface Provider {
  /** Opened on the switchboard that the driver was given, and added to it. */
  readonly channel: Channel;
  /** Somebody whom the channel reaches. */
  readonly urn: string;
  /** The messages that the provider took, in their order. */
  readonly taken: readonly Taken[];
  /** How often a message came, whatever the answer was. */
  readonly attempts: number;
  /** Texts that must not be in logs, events and errors. */
  readonly secrets: readonly string[];
  /** Of the next attempts, in their order; those after them are taken. */
  answer(...answers: readonly Answer[]): void;
  /** Somebody writes; absent where nothing comes in by the channel. Resolves when the channel has acknowledged it. */
  write?(message: { readonly id: string; readonly text: string }): Promise<void>;
  /** Tells what became of the message that was taken last; absent where the provider tells nothing. */
  report?(status: MessageStatus, code?: string): Promise<void>;
  close(): Promise<void>;
}
