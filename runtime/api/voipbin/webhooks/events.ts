import type { SprintResult } from "../../../engine/engine.js";
import type { JsonObject } from "../../../json.js";
import type { Event } from "../../../session/event.js";
import { hasEnded } from "../../../session/lifecycle.js";
import type { Session } from "../../../session/session.js";
import { activeflowAt, reachesFinish } from "../activeflow-view.js";
import { referenceOf } from "../../../call/reference.js";
import { callDeleted, callMoved, callMuted, callUpdated } from "./call.js";
import { conversationMessageSent, messageReceived, messageSent, messageUpdated } from "./message.js";
import type { Happened, Moment } from "./moment.js";
import { queuecallMoved } from "./queuecall.js";
import { recordingMoved } from "./recording.js";
import { transcriptCreated, transcriptionBegan, transcriptionStopped } from "./transcription.js";
import type { PublicEvent } from "./webhook.js";

/** What is told of an event of a session; `later`: those that follow it in the same sprint. */
type Teller = (moment: Moment, event: Event, later: readonly Event[]) => PublicEvent[];

const TELLERS: Readonly<Record<string, Teller>> = {
  activeflow_updated: (moment) => [activeflow("updated", moment, { ended: false }), ...callUpdated(moment)],
  call_status: callMoved,
  mute: callMuted,
  unmute: callMuted,
  queuecall_created: queuecallMoved,
  queuecall_waiting: queuecallMoved,
  queuecall_connecting: queuecallMoved,
  queuecall_serviced: queuecallMoved,
  queuecall_kicking: queuecallMoved,
  queuecall_done: queuecallMoved,
  queuecall_abandoned: queuecallMoved,
  recording_start: recordingMoved,
  recording_finished: recordingMoved,
  message_send: messageSent,
  message_updated: messageUpdated,
  conversation_send: conversationMessageSent,
  transcribe_start: transcriptionBegan,
  transcribe_stop: transcriptionStopped,
  transcript_created: transcriptCreated,
};

/**
 * What VoIPBIN tells of a sprint, in order (voipbin-flow.md section 10). `history`: what was recorded of the session before it;
 * `actions`: those of its flow.
 */
export function publicEvents(
  before: Session | undefined,
  { session, events }: Pick<SprintResult, "session" | "events">,
  { history, actions }: { readonly history: readonly Happened[]; readonly actions: readonly JsonObject[] },
): PublicEvent[] {
  const all = [...history, ...events];
  const momentAfter = (count: number): Moment => ({ session, events: all.slice(0, history.length + count), actions });
  const [first, last] = [momentAfter(0), momentAfter(events.length)];
  return [
    ...(before ? [] : begun(first)),
    ...events.flatMap(({ event }, index) => {
      const later = events.slice(index + 1).map(({ event }) => event);
      return TELLERS[event.type]?.(momentAfter(index + 1), event, later) ?? [];
    }),
    ...(hasEnded(session.status) && (!before || !hasEnded(before.status)) ? ended(last) : []),
    ...(session.removedAt !== undefined && before?.removedAt === undefined ? deleted(last) : []),
  ];
}

/** A flow that follows another is about the same message, which was told already. */
function begun(moment: Moment): PublicEvent[] {
  const { session } = moment;
  const isMessage = referenceOf(session).type === "message" && session.trigger.type !== "on_complete";
  return [...(isMessage ? messageReceived(moment) : []), activeflow("created", moment, { ended: false })];
}

/** The pseudo action `finish` is an advance as others are; the end is told besides. */
function ended(moment: Moment): PublicEvent[] {
  const finished = reachesFinish(moment.session, moment.events);
  return [
    ...(finished ? [activeflow("updated", moment, { ended: false, finished })] : []),
    activeflow("updated", moment, { ended: true, finished }),
  ];
}

function deleted(moment: Moment): PublicEvent[] {
  return [activeflow("deleted", moment, {}), ...callDeleted(moment)];
}

function activeflow(
  what: "created" | "updated" | "deleted",
  moment: Moment,
  state: { readonly ended?: boolean; readonly finished?: boolean },
): PublicEvent {
  return { type: `activeflow_${what}`, data: activeflowAt({ ...moment, ...state }) };
}
