import { isOnCall } from "../call/legs/parties.js";
import type { Sprint } from "../engine/sprint.js";
import type { Call } from "../session/call.js";
import type { DigitInput, Input } from "../session/input.js";
import type { Collection } from "../session/session.js";
import { collect, COLLECTOR_TIMER } from "./collector.js";
import type { CollectorConfig } from "./config.js";
import { legsFrom } from "./across.js";
import { collectorsFor } from "./listeners.js";
import { exitOf, match } from "./match.js";
import { unholdByKey } from "./hold.js";
import { takeRequest } from "./request.js";
import { pressInTransfer } from "./transfer/active.js";
import { startMetaflow } from "./start.js";

/**
 * Shows an input to the collectors of the session's call, whatever its flow is doing. True: a collector took the digit, or the
 * input was a collection's own timer (DESIGN, metaflow interception).
 */
export async function intercept(sprint: Sprint, input: Input): Promise<boolean> {
  const { call } = sprint.session;
  if (!call) return false;
  if (await takeRequest(sprint, input)) return true;
  if (input.type === "digit") return press(sprint, call, input);
  if (input.type === "timeout" && input.token.startsWith(COLLECTOR_TIMER)) {
    await fallSilent(sprint, call, input.token.slice(COLLECTOR_TIMER.length));
    return true;
  }
  return false;
}

/** Every collector that hears the leg gets the digit; it is enough that one takes it. */
async function press(sprint: Sprint, call: Call, input: DigitInput): Promise<boolean> {
  const { leg, digit, at = sprint.now() } = input;
  let taken = false;
  for (const collector of await collectorsFor(sprint.services, sprint.session)) {
    if (!legsFrom(call, collector.leg, collector.listenOn).includes(leg)) continue;
    const former = collectionOf(sprint, call, collector);
    const collection = collect(collector.rules, former, { type: "digit", leg, digit, at });
    if (collection === former) continue;
    taken = true;
    keep(sprint, collector.endpoint, collection);
    // A time of 0 leaves none for another digit (kazoo-metaflows.md section 4.2).
    if (collector.rules.digitTimeoutMs === 0) await judge(sprint, call, collector);
  }
  // The keys of a takeback may begin like a collection: both get them.
  if (await pressInTransfer(sprint, leg, input)) taken = true;
  if (!taken) taken = unholdByKey(sprint, input);
  if (taken) sprint.record({ type: "digit_intercepted", leg, digit });
  return taken;
}

async function fallSilent(sprint: Sprint, call: Call, endpoint: string): Promise<void> {
  const collection = sprint.session.collectors?.[endpoint];
  // A digit that came in before this timer has put the end off: another timer follows.
  if (!collection || collection.deadline > sprint.now()) return;
  const collector = (await collectorsFor(sprint.services, sprint.session)).find((each) => each.endpoint === endpoint);
  if (collector) await judge(sprint, call, collector);
  else keep(sprint, endpoint, undefined);
}

/** Ends a collection: what it matches starts. */
async function judge(sprint: Sprint, call: Call, collector: CollectorConfig): Promise<void> {
  const collection = collectionOf(sprint, call, collector);
  keep(sprint, collector.endpoint, collect(collector.rules, collection, { type: "silence" }));
  if (!collection) return;
  const { leg, collected } = collection;
  const matched = collection.spent ? undefined : match(collector.bindings, collected);
  const captures = matched?.binding === "patterns" ? [...matched.captures] : undefined;
  sprint.record({
    type: "digits_collected",
    endpoint: collector.endpoint,
    leg,
    collected,
    matched: matched ? exitOf(matched) : null,
    ...(captures && { captures }),
  });
  if (!matched) return;
  await startMetaflow(sprint, collector, {
    exit: exitOf(matched),
    trigger: { leg, endpoint: collector.endpoint, ...(captures && { collected, captures }) },
  });
}

/** What an endpoint is collecting; nothing where the leg that pressed it has gone meanwhile. */
function collectionOf(sprint: Sprint, call: Call, { endpoint }: CollectorConfig): Collection | undefined {
  const collection = sprint.session.collectors?.[endpoint];
  return collection && isOnCall(call, collection.leg) ? collection : undefined;
}

function keep(sprint: Sprint, endpoint: string, collection: Collection | undefined): void {
  const collectors = (sprint.session.collectors ??= {});
  if (collection) collectors[endpoint] = collection;
  else delete collectors[endpoint];
  if (Object.keys(collectors).length === 0) delete sprint.session.collectors;
}
