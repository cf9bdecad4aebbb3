import type { CallInput } from "../../../runtime/session/input.js";
import type { Bench } from "../../support/bench.js";

/** Ids of the legs that were dialled at a number, in order. */
export function dialled(bench: Bench, number: string): string[] {
  return bench.channel.effects
    .filter(({ event }) => event.type === "call_dial" && event["to"] === number)
    .map(({ event }) => String(event["leg"]));
}

/** The network says what the leg last dialled at a number does. */
export async function does(bench: Bench, number: string, event: CallInput["event"], cause?: string): Promise<void> {
  const leg = dialled(bench, number).at(-1) ?? "none was dialled";
  await bench.onCall({ type: "call", event, leg, ...(cause !== undefined && { cause }) });
}

/** Whom we hung up, and why, in order. */
export function hungUp(bench: Bench): string[] {
  return bench.channel.effects.flatMap(({ event }) =>
    event.type === "call_hangup" ? [`${String(event["leg"])} ${String(event["cause"])}`] : [],
  );
}

/** What was said to the caller. */
export function talks(bench: Bench): string[] {
  return bench.channel.effects.flatMap(({ event }) => (event.type === "talk" ? [String(event["text"])] : []));
}
