import type { Clock } from "../clock.js";
import type { Activity } from "../activity.js";

/** What was interrupted has so long to come to rest, in milliseconds; what does not, is left as it is. */
const REST_MS = 1000;

/**
 * Lets the work that is under way come to its end within `graceMs`, and interrupts what is still under way then. Gives whether all
 * came to rest.
 */
export async function comeToRest(
  activity: Activity,
  clock: Clock,
  { graceMs, interrupt }: { readonly graceMs: number; readonly interrupt: () => void },
): Promise<boolean> {
  if (await restsWithin(activity, clock, graceMs)) return true;
  interrupt();
  return restsWithin(activity, clock, REST_MS);
}

function restsWithin(activity: Activity, clock: Clock, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const cancel = clock.wakeAt(clock.now() + ms, () => resolve(false));
  void activity.whenIdle().then(() => resolve(true));
  return promise.finally(cancel);
}
