import type { JsonObject } from "../../../runtime/json.js";
import { chain, takeCalls } from "../../api/server.js";
import { contract, NUMBER, openAccount, testTwilio, type TwilioAccount } from "./account.js";
import { CALL, CALL_ID, CALLER, Phone } from "./phone.js";

let account: TwilioAccount;
afterEach(async () => {
  if (!contract) return;
  expect(account.api.problems).toEqual([]);
  await account.close();
});

/** Takes calls with a flow of these steps. */
async function open(...steps: readonly (readonly [string, JsonObject?])[]): Promise<void> {
  account = await openAccount();
  await takeCalls(account.server.switchboard, NUMBER, chain("menu", ...steps));
}

const call = (): Promise<Phone> => Phone.call(account, NUMBER);

async function session(): Promise<JsonObject> {
  const { store } = account.server.switchboard;
  const [place] = await store.sessionsWaitingFor(`call:${CALL_ID}`);
  return ((place && (await store.session(place.session))?.session) ?? {}) as unknown as JsonObject;
}

testTwilio("a call is answered by what the flow says, and hung up at its end", async () => {
  await open(["call-talk", { text: "Welcome.", language: "en-GB" }], ["call-talk", { text: "Goodbye." }]);
  const phone = await call();
  expect(phone.heard).toEqual(["Welcome."]);
  expect(phone.verbs[0]?.children[0]?.attributes).toEqual({ language: "en-GB" });
  await phone.listen();
  expect(phone.heard).toEqual(["Goodbye."]);
  await phone.listen();
  expect(phone.does).toBe("Hangup");
  expect(account.api.requests).toEqual([]);
});

testTwilio("keys are collected one by one", async () => {
  await open(
    ["call-talk", { text: "Your PIN?" }],
    ["call-digits_receive", { duration: 60_000, length: 3 }],
    ["call-talk", { text: "You pressed ${voipbin.call.digits}." }],
  );
  const phone = await call();
  await phone.listen();
  expect(phone.heard).toEqual([]);
  expect(phone.verbs[0]?.attributes).toMatchObject({ numDigits: "1", finishOnKey: "" });
  await phone.press("4");
  await phone.press("7");
  await phone.press("#");
  expect(phone.heard).toEqual(["You pressed 47#."]);
});

testTwilio("several keys in one request are several keys", async () => {
  await open(
    ["call-digits_receive", { duration: 60_000, length: 3 }],
    ["call-talk", { text: "You pressed ${voipbin.call.digits}." }],
  );
  const phone = await call();
  await phone.follow(String(phone.verbs.at(-1)?.text), { Digits: "123" });
  expect(phone.heard).toEqual(["You pressed 123."]);
});

testTwilio("a key ends what is said, and counts for what comes next", async () => {
  await open(
    ["call-talk", { text: "Press a key.", digits_handle: "next" }],
    ["call-digits_receive", { duration: 60_000, length: 1 }],
    ["call-talk", { text: "You pressed ${voipbin.call.digits}." }],
  );
  const phone = await call();
  await phone.press("5");
  expect(phone.heard).toEqual(["You pressed 5."]);
});

testTwilio("files are played, and a beep is one of ours", async () => {
  await open(
    ["call-play", { stream_urls: ["https://clinic.example/a.wav", "https://clinic.example/b.mp3"] }],
    ["call-beep", {}],
  );
  const phone = await call();
  expect(phone.heard).toEqual(["https://clinic.example/a.wav", "https://clinic.example/b.mp3"]);
  await phone.listen();
  const [beep = ""] = phone.heard;
  const response = await fetch(beep.replace(/^https:\/\/[^/]+\/switchboard/, account.server.url));
  expect(response.headers.get("content-type")).toBe("audio/wav");
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe("RIFF");
});

testTwilio("keys are sent as tones", async () => {
  await open(["call-answer", {}], ["call-digits_send", { digits: "12#", duration: 1000 }]);
  const phone = await call();
  expect(phone.heard).toEqual(["keys 12#"]);
});

testTwilio("what a voice flow says at one go is heard one after the other", async () => {
  await open(
    ["contact-say_msg", { text: "One." }],
    ["contact-play_audio", { audio_url: "https://clinic.example/two.mp3" }],
    ["contact-say_msg", { text: "Three." }],
    ["call-digits_receive", { duration: 60_000, length: 1 }],
  );
  const phone = await call();
  expect(phone.heard).toEqual(["One.", "https://clinic.example/two.mp3", "Three."]);
  expect(account.api.requests).toEqual([]);
});

testTwilio("what is said right before the end is heard before the call is hung up", async () => {
  await open(["contact-say_msg", { text: "We are closed." }]);
  const phone = await call();
  expect(phone.verbs.map(({ name }) => name)).toEqual(["Say", "Hangup"]);
});

testTwilio("what is said right before a bridge is heard before the call comes into it", async () => {
  const bridge = { confbridge_id: "sales" };
  await open(["contact-say_msg", { text: "One moment." }], ["call-confbridge_join", bridge]);
  const phone = await call();
  expect(phone.verbs.map(({ name }) => name)).toEqual(["Say", "Dial"]);
  expect(phone.room?.name).toBe("sales");
});

testTwilio("while the flow waits, an unanswered call rings on", async () => {
  await open(["call-sleep", { duration: 60_000 }]);
  const phone = await call();
  expect(phone.verbs.map(({ name }) => name)).toEqual(["Pause", "Redirect"]);
  await phone.listen();
  expect(phone.verbs.map(({ name }) => name)).toEqual(["Pause", "Redirect"]);
});

testTwilio("what the flow does by itself comes by a request", async () => {
  await open(["call-answer", {}], ["call-sleep", { duration: 20 }], ["call-talk", { text: "Still there?" }]);
  const phone = await call();
  expect(phone.does).toBe("Gather");
  await account.api.received(1);
  const [request] = account.api.requests;
  expect(request?.operation).toBe(`POST /Calls/${CALL}.json`);
  phone.take(request?.form["Twiml"]);
  expect(phone.heard).toEqual(["Still there?"]);
  await phone.listen();
  expect(phone.does).toBe("Hangup");
});

testTwilio("a document that is too long for a request is fetched", async () => {
  const text = "word ".repeat(1000);
  await open(["call-answer", {}], ["call-sleep", { duration: 20 }], ["call-talk", { text }]);
  const phone = await call();
  await account.api.received(1);
  await phone.follow(String(account.api.requests[0]?.form["Url"]));
  expect(phone.heard.join("")).toBe(text);
});

testTwilio("speech markup is Twilio's, as far as that goes", async () => {
  const text =
    '<speak>One <break time="1s"/> <emphasis level="strong">two &amp; <mark name="x"/>three</emphasis></speak>';
  await open(["call-talk", { text }]);
  const phone = await call();
  expect(phone.heard).toEqual(["One  two & three"]);
  expect(phone.verbs[0]?.children[0]?.children.map(({ name }) => name)).toEqual(["break", "emphasis"]);
});

testTwilio("what XML cannot have is left out", async () => {
  await open(["call-talk", { text: "a\u0000b<c>&\ud800" }]);
  expect((await call()).heard).toEqual(["ab<c>&\ufffd"]);
});

testTwilio("a caller who hangs up ends the flow", async () => {
  await open(["call-talk", { text: "Welcome." }]);
  const phone = await call();
  await phone.status("completed");
  await account.server.switchboard.whenIdle();
  expect(await session()).toEqual({});
});

testTwilio("a call that the flow hangs up before it is answered is rejected", async () => {
  await open(["call-hangup", { reason: "busy" }]);
  const phone = await call();
  expect(phone.verbs).toEqual([expect.objectContaining({ name: "Reject", attributes: { reason: "busy" } })]);
});

testTwilio("a call that no flow takes is rejected", async () => {
  await open(["call-answer", {}]);
  const phone = await Phone.call(account, "+12065550111");
  expect(phone.does).toBe("Reject");
});

testTwilio("a request that is made again gets the same answer", async () => {
  await open(["call-talk", { text: "One." }], ["call-talk", { text: "Two." }]);
  const phone = await call();
  const url = String(phone.verbs[0]?.attributes["action"]);
  await phone.follow(url, { Digits: "" });
  await phone.follow(url, { Digits: "" });
  expect(phone.heard).toEqual(["Two."]);
});

testTwilio("a recording is asked for by a request, and its file is told", async () => {
  await open(["call-answer", {}], ["call-recording_start", { format: "mp3" }], ["call-sleep", { duration: 60_000 }]);
  await call();
  await account.api.received(1);
  const [request] = account.api.requests;
  expect(request?.operation).toBe(`POST /Calls/${CALL}/Recordings.json`);
  const callback = String(request?.form["RecordingStatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");
  await account.webhook(callback, { RecordingSid: "RE1", RecordingUrl: "https://api.twilio.com/r/RE1" });
  await account.server.switchboard.whenIdle();
  expect((await session())["variables"]).toMatchObject({
    "voipbin.recording.filenames": "https://api.twilio.com/r/RE1.mp3",
  });
});

testTwilio("what is said is turned into text while the call goes on", async () => {
  await open(
    ["call-answer", {}],
    ["call-transcribe_start", { language: "en-US" }],
    ["call-sleep", { duration: 60_000 }],
  );
  await call();
  await account.api.received(1);
  const { operation, form } = account.api.requests[0] ?? {};
  expect(operation).toBe(`POST /Calls/${CALL}/Transcriptions.json`);
  const callback = String(form?.["StatusCallbackUrl"]).replace(/^.*\/webhooks\/twilio/, "");
  await account.webhook(callback, {
    TranscriptionEvent: "transcription-content",
    TranscriptionData: '{"transcript":"Hello there."}',
    Track: "inbound_track",
    Final: "true",
    SequenceId: "2",
  });
  await account.server.switchboard.whenIdle();
  const { store } = account.server.switchboard;
  const events = await store.events(String((await session())["id"]));
  expect(events.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: "transcript_created", text: "Hello there.", direction: "in" }),
  );
});

testTwilio.each([
  ["call-echo", { duration: 20 }],
  ["call-external_media_start", { external_host: "media.example:9999" }],
])("%s is refused, and the flow goes on", async (step, options) => {
  await open(["call-answer", {}], [step, options], ["call-talk", { text: "Go on." }]);
  const phone = await call();
  if (phone.heard.length === 0) {
    await account.api.received(1);
    phone.take(account.api.requests[0]?.form["Twiml"]);
  }
  expect(phone.heard).toEqual(["Go on."]);
});

testTwilio("the caller is known to the flow", async () => {
  await open(["call-talk", { text: "${voipbin.call.source.target}" }]);
  expect((await call()).heard).toEqual([CALLER]);
});
