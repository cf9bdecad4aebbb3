import type { Attempt } from "../outbox/attempt.js";
import type { Effect } from "../session/event.js";
import type { SignalInput } from "../session/input.js";
import type { Switchboard } from "./switchboard.js";

/** What a channel answered is an input for the token that waits for it; the effect's key makes it count once. */
export async function tellToken(
  switchboard: Pick<Switchboard, "store" | "clock" | "accept">,
  { key, token, session }: Effect,
  { answer }: Attempt,
): Promise<void> {
  if (!answer || token === undefined) return;
  const found = await switchboard.store.session(session);
  if (!found) return;
  const { id, lane } = found.session;
  const input: SignalInput = { type: "signal", name: answer.name, token, data: answer.data };
  const at = switchboard.clock.now();
  await switchboard.accept({ source: "outbox", inputId: key, lane, session: id, at, input });
}
