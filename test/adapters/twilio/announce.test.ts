import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import { CALL_ID, type Phone } from "./phone.js";

let parties: Parties;
let caller: Phone;
let agent: Phone;
beforeEach(async () => {
  if (!contract) return;
  parties = await Parties.open();
  [caller, agent] = await parties.connected();
});
afterEach(() => parties?.close());

/** What a party is told in its conference. */
async function announced(phone: Phone): Promise<readonly (readonly string[])[]> {
  const operation = `POST /Conferences/CF${"1".padStart(32, "0")}/Participants/${phone.sid}.json`;
  const forms = parties.requests(operation).map(({ form }) => form);
  return Promise.all(forms.map((form) => phone.announced(form)));
}

testTwilio("what a metaflow plays is heard in the conference, by those whom it is for", async () => {
  await parties.run(caller, "play", { id: "https://clinic.example/notice.mp3", leg: "both" });
  expect(await announced(caller)).toEqual([["https://clinic.example/notice.mp3"]]);
  expect(await announced(agent)).toEqual([["https://clinic.example/notice.mp3"]]);
  await parties.run(caller, "tts", { text: "Careful.", leg: "peer", language: "en-GB" });
  expect(await announced(agent)).toContainEqual(["Careful."]);
  expect(await announced(caller)).not.toContainEqual(["Careful."]);
  expect(caller.room).toEqual(agent.room);
});

testTwilio("a number is read out as one", async () => {
  await parties.run(caller, "say", { text: "42", type: "number", method: "counted", leg: "self" });
  const { form } = parties.account.api.requests.at(-1)!;
  const path = String(form["AnnounceUrl"]).replace(/^.*\/webhooks\/twilio/, "");
  const { text } = await parties.account.webhook(path, { CallSid: caller.sid });
  expect(text).toContain('<say-as interpret-as="ordinal">42</say-as>');
});

testTwilio("media that have no address are refused, and the session says why", async () => {
  await parties.run(caller, "play", { id: "en-us/beep", leg: "self" });
  const dead = await parties.account.server.switchboard.store.deadEffects(10);
  expect(dead.map(({ lastError }) => lastError)).toEqual([expect.stringContaining("en-us/beep")]);
});

testTwilio("a party that has not come into the conference hears it first, and then goes there", async () => {
  const { rooms } = parties.account.api;
  const name = agent.room?.name;
  rooms.leave(agent.sid);
  await parties.run(caller, "tts", { text: "Welcome.", leg: "peer" });
  expect(agent.verbs.map((verb) => verb.name)).toEqual(["Say", "Dial"]);
  expect(agent.room?.name).toBe(name);
});

testTwilio("a flow that speaks beside a bridge waits for the end of what the conference is told", async () => {
  const { id } = await parties.session();
  const { switchboard } = parties.account.server;
  const effect = { key: `${id}:99:0`, channel: "twilio", session: id, event: { type: "talk", text: "Five minutes." } };
  await parties.account.channel.deliver(effect);
  const ended: unknown[] = [];
  switchboard.events.on("commit", ({ acknowledge }) => ended.push(acknowledge));
  expect(await announced(caller)).toEqual([["Five minutes."]]);
  await parties.settle();
  expect(ended).toHaveLength(1);
});

testTwilio("what a crash has swallowed counts as heard", async () => {
  const { text } = await parties.account.webhook(`/calls/${CALL_ID}/legs/${CALL_ID}/announcement?key=gone`, {
    CallSid: caller.sid,
  });
  expect(text).toContain("<Response/>");
});

testTwilio("without a signature nothing is told", async () => {
  const path = `/calls/${CALL_ID}/legs/${CALL_ID}/announcement?key=x`;
  const { status } = await parties.account.webhook(path, { CallSid: caller.sid }, { signature: "none" });
  expect(status).toBe(403);
});
