import type { AnyStep } from "../../runtime/step.js";
import { agentCall } from "./agent_call.js";
import { amd } from "./amd.js";
import { answer } from "./answer.js";
import { beep } from "./beep.js";
import { branch } from "./branch.js";
import { call } from "./call.js";
import { chatbotTalk } from "./chatbot_talk.js";
import { conditionCallDigits } from "./condition_call_digits.js";
import { conditionCallStatus } from "./condition_call_status.js";
import { conditionDatetime } from "./condition_datetime.js";
import { conditionVariable } from "./condition_variable.js";
import { confbridgeJoin } from "./confbridge_join.js";
import { conferenceJoin } from "./conference_join.js";
import { connect } from "./connect.js";
import { conversationSend } from "./conversation_send.js";
import { digitsReceive } from "./digits_receive.js";
import { digitsSend } from "./digits_send.js";
import { echo } from "./echo.js";
import { externalMediaStart } from "./external_media_start.js";
import { externalMediaStop } from "./external_media_stop.js";
import { fetch } from "./fetch.js";
import { fetchFlow } from "./fetch_flow.js";
import { goto } from "./goto.js";
import { hangup } from "./hangup.js";
import { hangupRelay } from "./hangup_relay.js";
import { messageSend } from "./message_send.js";
import { play } from "./play.js";
import { queueJoin } from "./queue_join.js";
import { recordingStart } from "./recording_start.js";
import { recordingStop } from "./recording_stop.js";
import { sleep } from "./sleep.js";
import { stop } from "./stop.js";
import { streamEcho } from "./stream_echo.js";
import { talk } from "./talk.js";
import { transcribeRecording } from "./transcribe_recording.js";
import { transcribeStart } from "./transcribe_start.js";
import { transcribeStop } from "./transcribe_stop.js";
import { variableSet } from "./variable_set.js";
import { webhookSend } from "./webhook_send.js";

/** The steps of the call family, in palette order. */
export const steps: readonly AnyStep[] = [
  answer,
  amd,
  talk,
  play,
  beep,
  echo,
  streamEcho,
  digitsReceive,
  digitsSend,
  branch,
  conditionVariable,
  conditionDatetime,
  conditionCallDigits,
  conditionCallStatus,
  recordingStart,
  recordingStop,
  transcribeStart,
  transcribeStop,
  transcribeRecording,
  externalMediaStart,
  externalMediaStop,
  goto,
  sleep,
  variableSet,
  messageSend,
  conversationSend,
  webhookSend,
  fetch,
  fetchFlow,
  connect,
  call,
  agentCall,
  confbridgeJoin,
  conferenceJoin,
  queueJoin,
  chatbotTalk,
  hangup,
  hangupRelay,
  stop,
];
