import { undelivered } from "../call/undelivered.js";
import type { Attempt } from "../outbox/attempt.js";
import type { Effect } from "../session/event.js";
import type { SignalInput } from "../session/input.js";
import type { Switchboard } from "./switchboard.js";

/**
 * What a channel answered is an input for the token that waits for it; the effect's key makes it count once. Where none does, a
 * call is told what its channel will never do.
 */
export async function tellToken(
  switchboard: Pick<Switchboard, "store" | "clock" | "accept">,
  effect: Effect,
  { answer }: Attempt,
): Promise<void> {
  const { key, session } = effect;
  const input = answer && inputOf(effect, answer);
  if (!input) return;
  const found = await switchboard.store.session(session);
  if (!found) return;
  const { id, lane } = found.session;
  const at = switchboard.clock.now();
  await switchboard.accept({ source: "outbox", inputId: key, lane, session: id, at, input });
}

function inputOf(effect: Effect, { name, data }: NonNullable<Attempt["answer"]>): SignalInput | undefined {
  const { token } = effect;
  if (token !== undefined) return { type: "signal", name, token, data };
  return name === "refused" ? undelivered(effect, String(data["reason"])) : undefined;
}
