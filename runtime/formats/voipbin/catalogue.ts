import type { Catalogue } from "../available.js";

/** The action types of voipbin-flow.md section 4. */
export const actionTypes: Catalogue = {
  family: "call",
  noun: "action type",
  types: [
    "agent_call",
    "amd",
    "answer",
    "beep",
    "branch",
    "call",
    "chatbot_talk",
    "condition_call_digits",
    "condition_call_status",
    "condition_datetime",
    "condition_variable",
    "confbridge_join",
    "conference_join",
    "connect",
    "conversation_send",
    "digits_receive",
    "digits_send",
    "echo",
    "external_media_start",
    "external_media_stop",
    "fetch",
    "fetch_flow",
    "goto",
    "hangup",
    "hangup_relay",
    "message_send",
    "play",
    "queue_join",
    "recording_start",
    "recording_stop",
    "sleep",
    "stop",
    "stream_echo",
    "talk",
    "transcribe_recording",
    "transcribe_start",
    "transcribe_stop",
    "variable_set",
    "webhook_send",
  ],
};

/** Reserved ids (voipbin-flow.md section 1.3): the first action; the end of the flow. */
export const START_ID = "00000000-0000-0000-0000-000000000001";
export const FINISH_ID = "00000000-0000-0000-0000-000000000002";
