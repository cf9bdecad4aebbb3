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
  ["metaflow-listen", { binding_digit: "#" }],
  ["metaflow-hold", { unhold_key: "1" }],
  ["metaflow-transfer", { transfer_type: "attended", takeback_dtmf: "99" }],
  ["metaflow-play", { id: "system_media/beep" }],
  ["metaflow-sound_touch", { action: "start" }],
  ["call-echo", {}],
  ["call-stream_echo", {}],
  ["call-external_media_start", { external_host: "media.example:9999" }],
  ["call-transcribe_recording", {}],
  ["call-recording_start", { format: "ogg" }],
  ["call-amd", {}],
  ["call-chatbot_talk", { chatbot_id: "b" }],
])("%s is a red node that names the step and Twilio", async (type, options) => {
  const text = await deployed(type, options);
  expect(text).toContain(type);
  expect(text).toContain("channel 'twilio' (Twilio (twilio))");
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
