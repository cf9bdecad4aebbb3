import type { JsonObject } from "../../runtime/json.js";

const OTHER = "a0000000-0000-4000-8000-00000000000f";
const address = { type: "tel", target: "+15550100", target_name: "Ann", name: "Ann" };
const list = [address, { type: "sip", target: "ann@example.com" }];
const voice = { gender: "female", language: "en-US" };
const falseTarget = { false_target_id: OTHER };

/** Every action type with every documented option (voipbin-flow.md section 4). Targets lead to the action with the id `OTHER`. */
export const fullOptions: Readonly<Record<string, JsonObject>> = {
  agent_call: { agent_id: OTHER },
  amd: { machine_handle: "hangup", async: true },
  answer: {},
  beep: {},
  branch: { variable: "x", default_target_id: OTHER, target_ids: { "1": OTHER, "": OTHER, "a b": OTHER } },
  call: {
    source: address,
    destinations: list,
    flow_id: OTHER,
    actions: [{ type: "talk", option: { text: "hello ${x}", ...voice } }],
    chained: true,
    early_execution: true,
  },
  chatbot_talk: { chatbot_id: OTHER, ...voice, duration: 60 },
  condition_call_digits: { length: 10, key: "#", ...falseTarget },
  condition_call_status: { status: "progressing", ...falseTarget },
  condition_datetime: { condition: ">=", minute: 0, hour: 8, day: -1, month: 0, weekdays: [1, 2], ...falseTarget },
  condition_variable: {
    condition: "==",
    variable: "voipbin.call.source.target",
    value_type: "string",
    value_string: "+821100000001",
    value_number: 1.5,
    value_length: 3,
    ...falseTarget,
  },
  confbridge_join: { confbridge_id: OTHER },
  conference_join: { conference_id: OTHER },
  connect: { source: address, destinations: list, early_media: true, relay_reason: true },
  conversation_send: { conversation_id: OTHER, text: "hello", sync: true },
  digits_receive: { duration: 10_000, length: 3, key: "#" },
  digits_send: { digits: "0123456789ABCD#*", duration: 500, interval: 500 },
  echo: { duration: 30_000 },
  external_media_start: {
    external_host: "media.example:10000",
    encapsulation: "rtp",
    transport: "udp",
    connection_type: "client",
    format: "ulaw",
    direction: "both",
    data: "",
  },
  external_media_stop: {},
  fetch: { event_method: "POST", event_url: "https://flows.example/next" },
  fetch_flow: { flow_id: OTHER },
  goto: { target_id: OTHER, loop_count: 2 },
  hangup: { reason: "busy", reference_id: OTHER },
  hangup_relay: { reference_id: OTHER },
  message_send: { source: address, destinations: list, text: "hello" },
  play: { stream_urls: ["https://files.example/a.wav"] },
  queue_join: { queue_id: OTHER },
  recording_start: { format: "mp3", end_of_silence: 5, end_of_key: "#", duration: 60, beep_start: true },
  recording_stop: {},
  sleep: { duration: 1000 },
  stop: {},
  stream_echo: { duration: 10_000 },
  talk: { text: "hello", ...voice, digits_handle: "next" },
  transcribe_recording: { language: "en-US" },
  transcribe_start: { language: "en-US" },
  transcribe_stop: {},
  variable_set: { key: "Provider name", value: "voipbin" },
  webhook_send: {
    sync: true,
    uri: "https://hook.example",
    method: "POST",
    data_type: "application/json",
    data: '{"number": "${voipbin.call.source.target}"}',
  },
};

/** A flow with one action of the type, and another that its targets lead to. */
export function flowWith(type: string): JsonObject {
  const option = fullOptions[type] ?? {};
  return {
    id: "f0000000-0000-4000-8000-000000000001",
    name: type,
    actions: [
      { id: "a0000000-0000-4000-8000-000000000001", type, ...(Object.keys(option).length > 0 && { option }) },
      { id: OTHER, type: "answer" },
    ],
  };
}
