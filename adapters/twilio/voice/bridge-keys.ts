import { recordingOf } from "../../../runtime/call/media/recording.js";
import { collectorsFor, type Metaflows } from "../../../runtime/metaflow/listeners.js";
import { attendedBy } from "../../../runtime/metaflow/transfer/active.js";
import type { Session } from "../../../runtime/session/session.js";

/*
 * A conference hears no keys, but for one: `<Dial hangupOnStar>` lets a party leave it by * (twilio.com/docs/voice/twiml/dial). The
 * party's other keys are heard by a `<Gather>` until there is nothing to collect, then it goes back.
 */

/** The one key that a conference hears. */
export const STAR = "*";

/** So long the next key of those that take a transfer back is awaited, in seconds; others talk on meanwhile. */
const TAKEBACK_S = 3;

/** Whether anything on the call would hear the key * of a leg. */
export async function awaitsStar(metaflows: Metaflows, session: Session, leg: string): Promise<boolean> {
  const { call } = session;
  if (!call) return false;
  const collectors = await collectorsFor({ metaflows }, session);
  const collects = collectors.some(
    ({ leg: own, listenOn, rules }) => rules.bindingDigit === STAR && listenOn !== (own === leg ? "peer" : "self"),
  );
  const unholds = Object.values(call.legs).some(({ held }) => held?.by === leg && held.key === STAR);
  const takesBack = attendedBy(session, leg).some(({ takeback }) => takeback.startsWith(STAR));
  const { endOfKey } = recordingOf(call, leg) ?? {};
  return collects || unholds || takesBack || endOfKey === "any" || endOfKey === STAR;
}

/**
 * For how many seconds further keys of a leg are awaited that has left its conference by *; undefined: there is nothing to collect.
 *
 * @param pressed whether it has pressed a key just now.
 */
export function keysAwaited(session: Session, leg: string, now: number, pressed: boolean): number | undefined {
  const deadlines = Object.values(session.collectors ?? {}).flatMap((each) =>
    each.leg === leg && each.deadline > now ? [each.deadline] : [],
  );
  if (deadlines.length > 0) return Math.ceil((Math.max(...deadlines) - now) / 1000);
  return pressed && attendedBy(session, leg).some((attended) => attended.pressed !== "") ? TAKEBACK_S : undefined;
}
