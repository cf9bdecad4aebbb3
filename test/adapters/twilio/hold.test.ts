import { capabilitiesFor } from "../../../runtime/call/control/requirements.js";
import { lacks } from "../../../runtime/channels/capabilities.js";
import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import { CALL_ID, type Phone } from "./phone.js";

const AGENT = "+12065550133";
const COLLEAGUE = "+12065550144";

let parties: Parties;
let caller: Phone;
let agent: Phone;
beforeEach(async () => {
  if (!contract) return;
  parties = await Parties.open();
  const destinations = [{ target: AGENT }, { target: COLLEAGUE }];
  caller = await parties.call(
    ["call-answer"],
    ["call-connect", { destinations }],
    ["call-sleep", { duration: 60_000 }],
  );
  agent = await parties.answer(AGENT);
});
afterEach(() => parties?.close());

const participant = (phone: Phone): string =>
  `POST /Conferences/CF${"1".padStart(32, "0")}/Participants/${phone.sid}.json`;

testTwilio("whoever is put on hold hears music in the conference; taken back, they talk again", async () => {
  await parties.run(caller, "hold", { moh_bleg: "https://clinic.example/wait.mp3" });
  expect(parties.requests(participant(agent)).at(-1)?.form).toEqual({
    Hold: "true",
    Muted: "false",
    HoldUrl: "https://clinic.example/wait.mp3",
    HoldMethod: "GET",
  });
  expect(agent.room?.hold).toBe(true);

  await parties.run(caller, "resume");
  expect(agent.room?.hold).toBe(false);
  expect(caller.room).toMatchObject({ name: agent.room?.name, hold: false });
});

testTwilio("without an address the music is Twilio's own", async () => {
  await parties.run(agent, "hold_control", { action: "hold" });
  expect(parties.requests(participant(caller)).at(-1)?.form).toEqual({ Hold: "true", Muted: "false" });
  await parties.run(agent, "hold_control", { action: "unhold" });
  expect(caller.room?.hold).toBe(false);
});

testTwilio("whoever holds can hear music too, until they take the other back", async () => {
  await parties.run(caller, "hold", { moh_aleg: "https://clinic.example/own.mp3" });
  expect([caller.room?.hold, agent.room?.hold]).toEqual([true, true]);
  await parties.run(caller, "resume");
  expect([caller.room?.hold, agent.room?.hold]).toEqual([false, false]);
});

testTwilio("the conference is looked up by the bridge's name, once", async () => {
  await parties.run(caller, "hold_control");
  await parties.run(caller, "hold_control");
  const lookups = parties.account.api.requests.filter(({ operation }) => operation.startsWith("GET /Conferences.json"));
  expect(lookups.map(({ operation }) => operation)).toEqual([
    `GET /Conferences.json?FriendlyName=${agent.room?.name}&Status=in-progress&PageSize=1`,
  ]);
});

testTwilio("a party that is still on its way into the conference is put on hold when it is there", async () => {
  const name = String(agent.room?.name);
  parties.account.api.rooms.leave(agent.sid);
  await parties.run(caller, "hold_control");
  expect(agent.room).toBeUndefined();
  parties.account.api.rooms.enter(name, agent.sid);
  await parties.pass(10_000);
  expect(agent.room?.hold).toBe(true);
});

testTwilio("nobody stays on hold when somebody joins", async () => {
  await parties.run(caller, "hold_control");
  const colleague = await parties.answer(COLLEAGUE);
  expect([caller, agent, colleague].map(({ room }) => room)).toEqual([
    { name: agent.room?.name, hold: false, muted: false },
    agent.room,
    agent.room,
  ]);
});

testTwilio("a party that does not come into the conference keeps nobody waiting for long", async () => {
  parties.account.api.rooms.leave(agent.sid);
  await parties.run(caller, "hold_control");
  await parties.pass(60_000);
  const [dead] = await parties.account.server.switchboard.store.deadEffects(1);
  expect(dead?.lastError).toMatch(/is not in its conference/);
});

testTwilio("whoever waits alone in a conference can be on hold there", async () => {
  const alone = await Parties.open();
  const phone = await alone.call(["call-answer"], ["call-confbridge_join", { confbridge_id: "sales" }]);
  await alone.control({ type: "hold" });
  expect(phone.room).toEqual({ name: "sales", hold: true, muted: false });
  await alone.close();
});

testTwilio("a hold that is over before Twilio could be asked is not asked for", async () => {
  parties.account.api.answers.push({ status: 503 });
  await parties.run(caller, "hold_control");
  await agent.status("completed", `/calls/${CALL_ID}/legs/${await legOf(agent)}/status`);
  await parties.pass(10_000);
  expect(parties.requests(participant(agent))).toEqual([]);
});

testTwilio("a program holds the caller, who hears silence, then music", async () => {
  await parties.control({ type: "hold" });
  expect(lastOf(caller)).toMatchObject({ Hold: "true", HoldUrl: expect.stringMatching(/silence\.wav$/) });
  await parties.control({ type: "moh" });
  expect(lastOf(caller)).toEqual({ Hold: "true", Muted: "false" });
  await parties.control({ type: "moh_stop" });
  await parties.control({ type: "unhold" });
  expect(caller.room?.hold).toBe(false);
});

testTwilio("whom a program holds is on hold in every bridge that they come to", async () => {
  await parties.control({ type: "hold" });
  await parties.run(agent, "transfer", { target: "+12065550177" });
  await parties.pass(1000);
  await parties.until(() => caller.room?.hold === true);
  const target = await parties.answer("+12065550177");
  expect(caller.room).toEqual({ name: target.room?.name, hold: true, muted: false });
});

testTwilio.each([
  ["out", { hold: false, muted: true }],
  ["both", { hold: true, muted: true }],
] as const)("a program mutes the caller (%s), and takes that back", async (direction, room) => {
  await parties.control({ type: "mute", direction });
  expect(caller.room).toMatchObject(room);
  await parties.control({ type: "unmute", direction });
  expect(caller.room).toMatchObject({ hold: false, muted: false });
});

testTwilio("whoever is muted is so in every conference", async () => {
  await parties.control({ type: "mute", direction: "out" });
  await parties.run(agent, "transfer", { target: "+12065550177" });
  expect(caller.verbs[0]?.children[0]?.attributes["muted"]).toBe("true");
});

testTwilio("programs hold and mute it by VoIPBIN's API", async () => {
  expect(await parties.request("POST", `/calls/${CALL_ID}/hold`)).toBe(200);
  expect(caller.room?.hold).toBe(true);
  expect(await parties.request("DELETE", `/calls/${CALL_ID}/hold`)).toBe(200);
  expect(caller.room?.hold).toBe(false);
  expect(await parties.request("POST", `/calls/${CALL_ID}/mute`, { direction: "in" })).toBe(409);
});

testTwilio("nobody is heard on Twilio who hears nobody", async () => {
  const { call } = await parties.session();
  const lacking = (direction: "in" | "out") =>
    lacks(parties.account.channel.capabilities, capabilitiesFor(call!, call!.id, { type: "mute", direction }));
  expect([lacking("in"), lacking("out")]).toEqual([["deafen"], []]);
});

testTwilio("a program talks to the caller in the conference", async () => {
  await parties.control({ type: "talk", announcement: { text: "One minute." } });
  expect(await caller.announced(lastOf(caller))).toEqual(["One minute."]);
});

testTwilio("who hears music outside of a conference goes on with what the flow says", async () => {
  for (const leg of Object.keys((await parties.session()).call!.legs)) {
    const ended = { CallSid: `call of ${leg}`, CallStatus: "completed" };
    if (leg !== CALL_ID) await parties.account.webhook(`/calls/${CALL_ID}/legs/${leg}/status`, ended);
  }
  await parties.settle();
  await parties.control({ type: "moh" });
  expect(caller.room?.name).toBe(`waiting ${CALL_ID}`);
  await parties.control({ type: "moh_stop" });
  expect(caller.does).toBe("Gather");
});

const lastOf = (phone: Phone): Readonly<Record<string, unknown>> =>
  parties.requests(participant(phone)).at(-1)?.form ?? {};

async function legOf(phone: Phone): Promise<string> {
  const { legs } = (await parties.session()).call!;
  return Object.keys(legs).find((id) => legs[id]!.networkId === phone.sid) ?? "";
}
