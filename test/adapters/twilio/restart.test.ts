import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import type { Phone } from "./phone.js";

const metaflows = {
  binding_digit: "*",
  digit_timeout: 2000,
  numbers: { 3: { module: "hold_control", data: { action: "hold" } } },
};

let parties: Parties;
let caller: Phone;
let agent: Phone;
beforeEach(async () => {
  if (!contract) return;
  parties = await Parties.open(metaflows);
  [caller, agent] = await parties.connected();
});
afterEach(() => contract && parties.close());

testTwilio("a new process finds the conference of a bridge, and who is on hold in it", async () => {
  await parties.run(caller, "hold_control", { action: "hold" });
  await parties.restart();
  await parties.run(caller, "hold_control", { action: "unhold" });
  expect(agent.room?.hold).toBe(false);
});

testTwilio("whoever pressed * when the process ended goes on with their keys, and then back", async () => {
  await caller.pressStar();
  await parties.restart();
  await caller.press("3");
  await parties.pass(2000);
  await caller.listen();
  expect(caller.room?.name).toBe(agent.room?.name);
  expect(agent.room?.hold).toBe(true);
});

testTwilio("whoever asks a new process what comes next is sent to where they belong", async () => {
  const action = String(agent.verbs[0]?.attributes["action"]).replace(/\?.*$/, "");
  await parties.restart();
  await agent.follow(action, { Digits: "" });
  expect(agent.room?.name).toBe(caller.room?.name);
});

testTwilio("a hold that Twilio has taken, but not its answer, is asked for again", async () => {
  parties.account.api.answers.push(undefined, "drop");
  await parties.run(caller, "hold_control", { action: "hold" });
  await parties.restart();
  await parties.pass(10_000);
  expect(agent.room?.hold).toBe(true);
});

testTwilio("a request that Twilio asks again gets the same answer, and the key counts once", async () => {
  const action = String(caller.verbs[0]?.attributes["action"]);
  const token = { token: "the-same" };
  const path = action.replace(/^.*\/webhooks\/twilio/, "");
  const parameters = { CallSid: caller.sid, CallStatus: "in-progress", Direction: "inbound" };
  const first = await parties.account.webhook(path, parameters, token);
  const second = await parties.account.webhook(path, parameters, token);
  expect(second.text).toBe(first.text);
  expect(Object.values((await parties.session()).collectors ?? {})).toMatchObject([{ collected: "" }]);
});
