import type { Effect } from "../../runtime/session/event.js";
import type { Session } from "../../runtime/session/session.js";
import type { StoredEvent, StoreStatistics } from "../../runtime/store/store.js";

/** An input as the test feeds it to the process that is killed. Its id says whether it was taken before. */
export type FedInput = { readonly id: string } & (
  | { readonly kind: "chat"; readonly session: string; readonly urn: string }
  | { readonly kind: "message"; readonly urn: string; readonly text: string }
  | { readonly kind: "call"; readonly session: string; readonly call: string }
  | { readonly kind: "digit"; readonly call: string; readonly digit: string }
);

export type Fed = FedInput | { readonly kind: "report"; readonly sessions: readonly string[] };

/** What happened in a session. */
export interface SessionReport {
  readonly session: Session;
  readonly events: readonly StoredEvent[];
}

/** What the process says. */
export type Told =
  | { readonly ready: true }
  | { readonly accepted: string }
  | { readonly effect: Pick<Effect, "key" | "event"> }
  | SessionReport
  | { readonly inputs: StoreStatistics };
