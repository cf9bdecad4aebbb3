import { getNextSnapshot } from "xstate";
import type { Collection } from "../session/session.js";
import { collectorMachine, type CollectorEvent, type CollectorRules } from "./machine.js";

/** Prefix of the timer of a collection, among the timers of tokens. */
export const COLLECTOR_TIMER = "collector:";

/**
 * What a collector is collecting after an event; undefined: nothing. The same object means that the event did nothing: a digit
 * was not for this collector, so others get it.
 */
export function collect(
  rules: CollectorRules,
  collection: Collection | undefined,
  event: CollectorEvent,
): Collection | undefined {
  // A collection is all that is kept: the machine is armed where there is one.
  const snapshot = collectorMachine.resolveState({
    value: collection ? "armed" : "unarmed",
    context: { rules, collection },
  });
  return getNextSnapshot(collectorMachine, snapshot, event).context.collection;
}
