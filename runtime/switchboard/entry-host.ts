import type { Channels } from "../channels/channels.js";
import type { Clock } from "../clock.js";
import type { Log } from "../log.js";
import type { Metaflows } from "../metaflow/listeners.js";
import type { FlowRef } from "../program.js";
import type { StartInput } from "../session/input.js";
import type { Triggers } from "./triggers.js";

/** How a flow is started from outside. */
export type FlowStart = Partial<Omit<StartInput, "type" | "flow">> & {
  readonly urn?: string;
  /** The sender's id of the start; with a repeated one nothing is started. */
  readonly inputId?: string;
};

/** What a deployed entry can connect its flow to; the switchboard is one. */
export interface EntryHost {
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: Channels;
  readonly triggers: Triggers;
  readonly metaflows: Metaflows;
  /** Gives the session's id once its start is durable. Rejects with `NotFound`, `FlowRefused` or `StoreUnavailable`. */
  startFlow(flow: FlowRef, start?: FlowStart): Promise<string>;
}
