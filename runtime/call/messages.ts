import type { StepContext } from "../engine/context.js";
import type { Sprint } from "../engine/sprint.js";
import { isAnswer, type Input } from "../session/input.js";

/** What a channel's answer names in place of a token that waits: a message, and which of its destinations. */
const TARGET = /^message:(?<message>[^:]+):(?<target>\d+)$/;

/** Sends a message to each destination, and lets the flow go on. What becomes of them is told by `message_updated` events. */
export function sendMessage(
  step: StepContext,
  { source, destinations, text }: { source: string; destinations: readonly string[]; text: string },
): void {
  const message = step.uuid();
  destinations.forEach((destination, target) => {
    const event = { type: "message_send", message, source, destination, text };
    step.emit(event);
    step.sprint.send(event, undefined, `message:${message}:${target}`);
  });
}

/** A channel says that it has sent a message, or never will. */
export function messageDelivered(sprint: Sprint, input: Input): void {
  if (!isAnswer(input)) return;
  const { message, target } = TARGET.exec(input.token ?? "")?.groups ?? {};
  if (message === undefined) return;
  const status = input.name === "delivered" ? "sent" : "failed";
  const { reason } = input.data ?? {};
  sprint.record({
    type: "message_updated",
    message,
    target: Number(target),
    status,
    ...(reason !== undefined && { reason }),
  });
}
