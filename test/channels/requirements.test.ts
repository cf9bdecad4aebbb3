import { openChannels } from "../../adapters/settings.js";
import { Channels } from "../../runtime/channels/channels.js";
import type { Channel } from "../../runtime/channels/channel.js";
import { capabilityProblems } from "../../runtime/channels/requirements.js";
import { systemClock } from "../../runtime/clock.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { FlowToCheck } from "../../runtime/validation/options.js";
import { startGreeter, type Greeter } from "../adapters/flow.js";

const channels = new Channels();
const channel = (id: string, fields: Partial<Channel>): Channel => ({
  id,
  name: `Provider ${id}`,
  async deliver() {},
  ...fields,
});
channels.add(channel("plain", { capabilities: { can: ["voice", "dtmf"] } }));
channels.add(channel("full", { capabilities: { can: ["voice", "dtmf", "recording"] } }));
channels.add(channel("unknown", {}));

const flowOf = (channel: string, node: FlowToCheck["nodes"][number]): FlowToCheck => ({
  name: "menu",
  type: "any",
  nodes: [{ id: "in", step: "entry-call_in", options: { channel } }, node],
});

const flow = (channel: string): FlowToCheck =>
  flowOf(channel, { id: "rec", name: "voicemail", step: "call-recording_start", options: {} });

const twilio = {
  accountSid: `AC${"0".repeat(32)}`,
  authToken: "t",
  publicUrl: "https://a.example",
  number: "+15550100",
};

let greeter: Greeter;
beforeAll(async () => {
  greeter = await startGreeter();
  const host = { switchboard: greeter.switchboard, http: new OutgoingHttp(systemClock) };
  for (const each of await openChannels(host, { mqtt: false, twilio })) channels.add(each);
});
afterAll(() => greeter.switchboard.close());

test("a step that the flow's channel cannot carry out is refused by name", () => {
  expect(capabilityProblems(flow("plain"), channels)).toEqual([
    {
      node: "rec",
      field: "",
      reason: "needs recordings of calls, which channel 'plain' (Provider plain) does not have",
      message:
        "flow 'menu', node 'voicemail' (call-recording_start): needs recordings of calls, which channel 'plain' (Provider plain) does not have",
    },
  ]);
});

test.each([
  ["metaflow-listen", { binding_digit: "#" }, "keys while parties talk"],
  ["metaflow-hold", {}, "keys while parties talk"],
  ["metaflow-transfer", { transfer_type: "attended", takeback_dtmf: "#1" }, "keys while parties talk"],
  ["metaflow-audio_level", { action: "start" }, "changes of a voice's loudness and pitch"],
  ["call-recording_start", { format: "ogg" }, "recordings in the format ogg"],
  ["call-recording_start", { end_of_silence: 3 }, "recordings that end after silence"],
  ["call-echo", {}, "echoes of what is said on calls"],
  ["call-external_media_start", { external_host: "media.example:9" }, "streams of a call's sound"],
  ["call-transcribe_recording", {}, "transcriptions of recordings"],
  ["call-chatbot_talk", { chatbot_id: "b" }, "chatbots on calls"],
  ["call-amd", {}, "answering-machine detection"],
])("%s with %j is refused on Twilio: it needs %s", (step, options, what) => {
  const problems = capabilityProblems(flowOf("twilio", { id: "n", step, options }), channels);
  expect(problems.map(({ message }) => message)).toEqual([
    `flow 'menu', node n (${step}): needs ${what}, which channel 'twilio' (Twilio (twilio)) does not have`,
  ]);
});

test.each([
  ["metaflow-listen", {}],
  ["metaflow-listen", { binding_digit: "#", calls: "all" }],
  ["metaflow-hold", { unhold_key: "*" }],
  ["metaflow-hold_control", {}],
  ["metaflow-resume", {}],
  ["metaflow-transfer", { transfer_type: "attended" }],
  ["metaflow-transfer", {}],
  ["metaflow-play", { id: "https://clinic.example/a.mp3" }],
  ["metaflow-record_call", {}],
  ["call-recording_start", { format: "mp3", beep_start: true, duration: 60 }],
  ["contact-switch", { wait: { type: "dial", phone: "+12065550133" }, operand: "", categories: [] }],
])("%s with %j can be had on Twilio", (step, options) => {
  expect(capabilityProblems(flowOf("twilio", { id: "n", step, options }), channels)).toEqual([]);
});

test("a router that dials needs a channel that can", () => {
  const router = { id: "n", step: "contact-random", options: { wait: { type: "dial" } } };
  expect(capabilityProblems(flowOf("plain", router), channels)).toHaveLength(1);
});

test.each(["full", "unknown", "absent", ""])("a flow on channel '%s' is fine", (id) => {
  expect(capabilityProblems(flow(id), channels)).toEqual([]);
});
