import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import type { Phone } from "./phone.js";

const AGENT = "+12065550133";
const COLLEAGUE = "+12065550144";

let parties: Parties;
let caller: Phone;
let agent: Phone;
beforeEach(async () => {
  if (!contract) return;
  parties = await Parties.open();
  const destinations = [{ target: AGENT }, { target: COLLEAGUE }];
  caller = await parties.call(["call-answer"], ["call-connect", { destinations }]);
  agent = await parties.answer(AGENT);
});
afterEach(() => parties?.close());

const participant = (phone: Phone): string =>
  `POST /Conferences/CF${"1".padStart(32, "0")}/Participants/${phone.sid}.json`;

testTwilio("whoever is put on hold hears music in the conference; taken back, they talk again", async () => {
  await parties.run(caller, "hold", { moh_bleg: "https://clinic.example/wait.mp3" });
  expect(parties.requests(participant(agent)).at(-1)?.form).toEqual({
    Hold: "true",
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
  expect(parties.requests(participant(caller)).at(-1)?.form).toEqual({ Hold: "true" });
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

testTwilio("a hold that is over before Twilio could be asked is not asked for", async () => {
  parties.account.api.answers.push({ status: 503 });
  await parties.run(caller, "hold_control");
  await agent.status("completed", `/calls/${caller.sid}/legs/${await legOf(agent)}/status`);
  await parties.pass(10_000);
  expect(parties.requests(participant(agent))).toEqual([]);
});

async function legOf(phone: Phone): Promise<string> {
  const { legs } = (await parties.session()).call!;
  return Object.keys(legs).find((id) => legs[id]!.networkId === phone.sid) ?? "";
}
