import { withdraw } from "./control/withdrawal.js";
import type { Sprint } from "../engine/sprint.js";
import type { JsonObject } from "../json.js";
import type { Effect } from "../session/event.js";
import type { CallInput, Input, SignalInput } from "../session/input.js";

/** Name of the signal that a call's channel will never do what it was told. */
const UNDELIVERED = "undelivered";

/** Tells the call of an effect that it was refused for good, and why; undefined: it is no call's. */
export function undelivered({ key, event }: Effect, reason: string): SignalInput | undefined {
  const { type: effect, call, leg = call, cause, recording, by, direction } = event;
  if (typeof call !== "string") return undefined;
  const facts = { cause, recording, by, direction } satisfies JsonObject;
  return { type: "signal", name: UNDELIVERED, data: { effect, key, leg, reason, ...facts } };
}

/**
 * No flow waits for what will never be (voipbin-flow.md section 4: a failure of playing or joining goes on, a leg that cannot be
 * dialled has failed). What follows is told as if the network had said it.
 */
export function undeliveredReceived(sprint: Sprint, input: Input): void {
  if (input.type !== "signal" || input.name !== UNDELIVERED) return;
  const { effect, reason, recording } = input.data ?? {};
  const { call, lane, id: session } = sprint.session;
  sprint.record({ type: "error", text: `${String(effect)}: ${String(reason)}` });
  if (call?.recordings && effect === "recording_start")
    call.recordings = call.recordings.filter(({ id }) => id !== recording);
  if (call) withdraw(call, input.data ?? {});
  const consequence = consequenceOf(input.data ?? {});
  if (consequence) sprint.tell({ lane, session, input: consequence });
}

function consequenceOf({ effect, key, leg, cause }: JsonObject): Input | undefined {
  const of = (event: CallInput["event"], why?: string): CallInput => ({
    type: "call",
    event,
    leg: String(leg),
    ...(why !== undefined && { cause: why }),
  });
  switch (effect) {
    case "call_dial":
      return of("hangup", "failed");
    case "call_hangup":
      return of("hangup", String(cause));
    case "bridge_join":
    case "chatbot_start":
      return of("unbridged");
    case "talk":
    case "play":
    case "beep":
      return { type: "media", media: String(key) };
    default:
      return undefined;
  }
}
