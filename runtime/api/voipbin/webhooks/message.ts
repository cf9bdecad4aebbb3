import { NIL_ID } from "../../../formats/voipbin/index.js";
import type { JsonObject } from "../../../json.js";
import type { Event } from "../../../session/event.js";
import { MESSAGE_FLOW } from "../message-flow.js";
import { messageDocument, targetOf } from "../message-view.js";
import { timeText } from "../times.js";
import { eventsOf, type Moment } from "./moment.js";
import type { PublicEvent } from "./webhook.js";

/** A flow has sent a message: it is told once, when all its destinations are known. */
export function messageSent(moment: Moment, { message }: Event, later: readonly Event[]): PublicEvent[] {
  const isLast = !later.some((event) => event.type === "message_send" && event["message"] === message);
  return isLast ? [{ type: "message_created", data: sentMessage(moment, message) }] : [];
}

/** A channel has said what became of it. */
export function messageUpdated(moment: Moment, { message }: Event): PublicEvent[] {
  return [{ type: "message_updated", data: sentMessage(moment, message) }];
}

/** The message that has started the session. */
export function messageReceived({ session }: Moment): PublicEvent[] {
  const { variables, id: activeflow_id } = session;
  const address = (name: string): JsonObject => ({
    type: variables[`voipbin.message.${name}.type`] ?? "tel",
    target: variables[`voipbin.message.${name}.target`] ?? "",
  });
  const at = session.startedAt;
  const data = messageDocument({
    id: variables["voipbin.message.id"] ?? NIL_ID,
    source: address("source"),
    targets: [{ destination: address("target.destination"), status: "received", parts: 1, tm_update: timeText(at) }],
    text: variables["voipbin.message.text"] ?? "",
    direction: "inbound",
    created: at,
    updated: undefined,
  });
  return [{ type: "message_created", data: { ...data, activeflow_id } }];
}

/** A message to a conversation. */
export function conversationMessageSent({ session, events }: Moment, event: Event): PublicEvent[] {
  const at = timeText(events.at(-1)?.at);
  const data = {
    id: event["message"] ?? NIL_ID,
    activeflow_id: session.id,
    conversation_id: event["conversation_id"] ?? NIL_ID,
    direction: "outgoing",
    status: "progressing",
    text: event["text"] ?? "",
    medias: [],
    tm_create: at,
    tm_update: at,
  };
  return [{ type: "conversation_message_created", data }];
}

function sentMessage(moment: Moment, message: Event[string]): JsonObject {
  const { session, events } = moment;
  const sends = eventsOf(moment, "message_send", "message", message);
  const updates = eventsOf(moment, "message_updated", "message", message);
  const targets = sends.map(({ event }, index) =>
    targetOf(
      { type: "tel", target: event["destination"] ?? "" },
      updates.findLast(({ event }) => event["target"] === index),
    ),
  );
  // Whoever sent it by the API knows it by its session's id.
  const isOfApi = session.flow.id === MESSAGE_FLOW;
  const first = sends[0]?.event;
  const data = messageDocument({
    id: isOfApi ? session.id : String(message),
    source: { type: "tel", target: first?.["source"] ?? "" },
    targets,
    text: String(first?.["text"] ?? ""),
    direction: "outbound",
    created: sends[0]?.at ?? session.startedAt,
    updated: updates.length > 0 ? events.at(-1)?.at : undefined,
  });
  return isOfApi ? data : { ...data, activeflow_id: session.id };
}
