import { TestNodeRed } from "../../support/node-red.js";
import { step, tab } from "../../support/tab.js";

const twilio = {
  accountSid: `AC${"a".repeat(32)}`,
  authToken: "an-auth-token",
  publicUrl: "https://flows.example.org",
  number: "+12065550199",
};

let red: TestNodeRed;
let tabs = 0;
beforeAll(async () => (red = await TestNodeRed.start({ channels: { mqtt: false, twilio } })));
afterAll(() => red.stop());

/** A tab that takes Twilio's calls, and has a node of this type; gives the status of that node. */
async function deployed(type: string, options: object): Promise<string | undefined> {
  // A node's status is that of its id, also of one that there was before.
  const id = `n${tabs++}`;
  const answer = step("answer", "call-answer", {}, [id]);
  const entry = step("in", "entry-call_in", { channel: "twilio" }, ["answer"]);
  await red.deploy(tab("f", ["answer"], [entry, answer, step(id, type, options)]));
  const { fill, text } = red.statusOf(id);
  return fill === "red" ? String(text) : undefined;
}

test.each([
  ["metaflow-listen", { binding_digit: "#" }, "keys while parties talk"],
  ["metaflow-hold", { unhold_key: "1" }, "keys while parties talk"],
  ["metaflow-transfer", { transfer_type: "attended", takeback_dtmf: "99" }, "keys while parties talk"],
  ["metaflow-play", { id: "system_media/beep" }, "media by other names than addresses (https://...)"],
  ["metaflow-sound_touch", { action: "start" }, "changes of a voice's loudness and pitch"],
  ["call-echo", {}, "echoes of what is said on calls"],
  ["call-stream_echo", {}, "echoes of what is said on calls"],
  ["call-external_media_start", { external_host: "media.example:9999" }, "streams of a call's sound"],
  ["call-transcribe_recording", {}, "transcriptions of recordings"],
  ["call-recording_start", { format: "ogg" }, "recordings in the format ogg"],
  ["call-amd", {}, "answering-machine detection"],
  ["call-chatbot_talk", { chatbot_id: "b" }, "chatbots on calls"],
])("%s with %j is a red node that says: Twilio does not have %s", async (type, options, lacking) => {
  const text = await deployed(type, options);
  expect(text).toBe(`needs ${lacking}, which channel 'twilio' (Twilio (twilio)) does not have`);
});

test.each([
  ["metaflow-listen", { binding_digit: "*", numbers: ["1"] }],
  ["metaflow-listen", { numbers: ["1"] }],
  ["metaflow-hold", { unhold_key: "*" }],
  ["metaflow-transfer", { transfer_type: "attended", target: "+12065550177" }],
  ["metaflow-play", { id: "https://clinic.example/a.mp3" }],
  ["call-recording_start", { format: "mp3", beep_start: true, duration: 60 }],
  ["call-connect", { destinations: [{ target: "+12065550177" }], early_media: true }],
])("%s is deployed", async (type, options) => {
  expect(await deployed(type, options)).toBeUndefined();
});
