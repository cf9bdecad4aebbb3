import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import type { Phone } from "./phone.js";

const TRANSFER_TARGET = "+12065550177";

const metaflows = {
  binding_digit: "*",
  digit_timeout: 2000,
  patterns: {
    "^2(\\d)$": {
      module: "transfer",
      data: { transfer_type: "attended", takeback_dtmf: "*1", target: TRANSFER_TARGET },
    },
  },
  numbers: {
    3: { module: "hold_control", data: { action: "toggle" } },
    5: { module: "tts", data: { text: "You are recorded.", leg: "self" } },
    6: { module: "transfer", data: { transfer_type: "attended", target: TRANSFER_TARGET } },
    7: { module: "transfer", data: { transfer_type: "blind", target: TRANSFER_TARGET } },
  },
};

let parties: Parties;
let caller: Phone;
let agent: Phone;

async function open(document?: object): Promise<void> {
  parties = await Parties.open(document as never);
  [caller, agent] = await parties.connected();
}
afterEach(() => contract && parties.close());

/** Presses keys: in a conference the first is the key *. */
async function press(phone: Phone, keys: string): Promise<void> {
  for (const key of keys) {
    if (phone.room) await phone.pressStar();
    else await phone.press(key);
    await parties.settle();
  }
}

testTwilio("nobody leaves a conference by a key that means nothing", async () => {
  await open();
  expect(caller.verbs[0]?.attributes).not.toHaveProperty("hangupOnStar");
  expect(agent.verbs[0]?.attributes).not.toHaveProperty("hangupOnStar");
});

testTwilio("a collection is begun by * in the conference, and the party goes back after it", async () => {
  await open(metaflows);
  await press(caller, "*");
  expect(caller.room).toBeUndefined();
  expect(caller.verbs[0]?.attributes).toMatchObject({ timeout: "2", numDigits: "1" });
  await press(caller, "3");
  await parties.pass(2000);
  await caller.listen();
  expect(caller.room?.name).toBe(agent.room?.name);
  expect(agent.room?.hold).toBe(true);

  await press(caller, "*3");
  await parties.pass(2000);
  await caller.listen();
  expect(caller.room?.name).toBe(agent.room?.name);
  expect(agent.room?.hold).toBe(false);
});

testTwilio("the key * can take back whoever is on hold", async () => {
  await open();
  await parties.run(caller, "hold", { unhold_key: "*" });
  expect([caller.room?.hold, agent.room?.hold]).toEqual([false, true]);
  await press(caller, "*");
  expect([caller.room?.hold, agent.room?.hold]).toEqual([false, false]);
});

testTwilio("keys that nothing fits bring the party back too", async () => {
  await open(metaflows);
  await press(agent, "*9");
  expect(agent.room).toBeUndefined();
  await parties.pass(2000);
  await agent.listen();
  expect(agent.room?.name).toBe(caller.room?.name);
});

testTwilio("what is said to a party that collects is heard before it goes back", async () => {
  await open(metaflows);
  await press(agent, "*5");
  await parties.pass(2000);
  expect(agent.verbs.map(({ name }) => name)).toEqual(["Say", "Dial"]);
  expect(agent.heard).toEqual(["You are recorded."]);
  expect(agent.room?.name).toBe(caller.room?.name);
});

testTwilio(
  "in an attended transfer one waits with music, the other hears ringing, and * and 1 take it back",
  async () => {
    await open(metaflows);
    await press(caller, "*6");
    await parties.pass(2000);
    const waits = (phone: Phone) => phone.verbs.at(-1)?.children[0]?.attributes;
    expect(waits(agent)).not.toHaveProperty("waitUrl");
    expect(waits(agent)).toMatchObject({ startConferenceOnEnter: "false" });
    expect(waits(caller)?.["waitUrl"]).toMatch(/\/calls\/sounds\/ringback\.wav$/);

    const target = await parties.answer(TRANSFER_TARGET);
    expect(target.room?.name).toBe(caller.room?.name);
    await press(caller, "*1");
    expect(target.verbs).toEqual([]);
    expect(caller.room?.name).toBe(agent.room?.name);
  },
);

testTwilio("whoever is given away blindly hears it ring, then talks to the target", async () => {
  await open(metaflows);
  await press(agent, "*7");
  await parties.pass(2000);
  expect(caller.verbs.at(-1)?.children[0]?.attributes["waitUrl"]).toMatch(/ringback\.wav$/);
  const target = await parties.answer(TRANSFER_TARGET);
  expect(target.room?.name).toBe(caller.room?.name);
});

testTwilio("a party that hangs up while it is in a conference has not pressed a key", async () => {
  await open(metaflows);
  const action = String(agent.verbs[0]?.attributes["action"]);
  await agent.follow(action, { CallStatus: "completed" });
  await parties.settle();
  expect((await parties.session()).collectors).toBeUndefined();
  expect(Object.values((await parties.session()).call!.legs).map(({ status }) => status)).toContain("hangup");
});
