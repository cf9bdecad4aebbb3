import { chain, takeCalls } from "../api/server.js";
import { Phones } from "./simulator/phones.js";

const CALLER = "+12065550100";
const CALLEE = "+12065550111";
const TARGET = "600";

let phones: Phones;
let call: string;
beforeEach(async () => {
  phones = await Phones.open();
  await phones.listen({
    binding_digit: "*",
    digit_timeout: 1000,
    patterns: { "^2(\\d+)$": { module: "transfer", data: { transfer_type: "attended", takeback_dtmf: "*1" } } },
    numbers: {
      3: { module: "hold", data: { unhold_key: "#" } },
      5: { module: "tts", data: { text: "You are recorded.", leg: "self", terminators: ["0"] } },
      6: { module: "record_call", data: { action: "toggle" } },
    },
  });
  const connect = chain(
    "connect",
    ["call-answer"],
    ["call-connect", { destinations: [{ type: "tel", target: CALLEE }] }],
  );
  await takeCalls(phones.server.switchboard, "100", connect);
  call = await phones.call(CALLER, "100");
  await phones.on(call, CALLEE, { type: "answer" });
});
afterEach(() => phones.close());

/** What the collector of a number's endpoint holds. */
async function collecting(number: string) {
  const { collectors } = await phones.view(call);
  return collectors.find(({ endpoint }) => endpoint === number)?.collecting;
}

test("each party has a collector of its own, which shows what was pressed so far", async () => {
  await phones.press(call, CALLEE, "*26");
  await phones.press(call, CALLER, "*");
  expect(await collecting(CALLEE)).toMatchObject({ collected: "26" });
  expect(await collecting(CALLER)).toMatchObject({ collected: "" });
  await phones.pass(1000);
  expect(await collecting(CALLEE)).toBeUndefined();
});

test("a transfer is begun by one party and taken back, then begun by the other and handed over", async () => {
  await phones.press(call, CALLER, "*2600");
  await phones.pass(1000);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ hears: "moh", talks_to: [] });
  expect(await phones.phone(call, CALLER)).toMatchObject({ hears: "ringback" });
  await phones.on(call, TARGET, { type: "answer" });
  expect(await phones.talksTo(call, CALLER)).toEqual([TARGET]);

  await phones.press(call, CALLER, "*1");
  expect(await phones.phone(call, TARGET)).toMatchObject({ status: "ended" });
  expect(await phones.talksTo(call, CALLER)).toEqual([CALLEE]);
  await phones.pass(1000);

  await phones.press(call, CALLEE, "*2600");
  await phones.pass(1000);
  await phones.on(call, TARGET, { type: "answer" });
  await phones.on(call, CALLEE, { type: "hangup" });
  expect(await phones.talksTo(call, TARGET)).toEqual([CALLER]);

  const { activities } = await phones.view(call);
  const ran = activities.filter(({ type }) => type === "metaflow_module");
  expect(ran.map(({ endpoint, text }) => [endpoint, text])).toEqual([
    [CALLER, "runs transfer"],
    [CALLEE, "runs transfer"],
  ]);
});

test("whoever is on hold hears music, and is taken back by the key of the other", async () => {
  await phones.press(call, CALLER, "*3");
  await phones.pass(1000);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ hears: "moh", held_by: call, talks_to: [] });
  await phones.press(call, CALLER, "#");
  expect(await phones.talksTo(call, CALLEE)).toEqual([CALLER]);
});

test("what a module says is heard on its leg alone, until one of its keys is pressed there", async () => {
  await phones.press(call, CALLEE, "*5");
  await phones.pass(1000);
  expect(await phones.said(call, CALLEE)).toContain("You are recorded.");
  expect(await phones.said(call, CALLER)).not.toContain("You are recorded.");
  await phones.press(call, CALLEE, "1");
  expect((await phones.phone(call, CALLEE)).playing).toBeDefined();
  await phones.press(call, CALLEE, "0");
  expect((await phones.phone(call, CALLEE)).playing).toBeUndefined();
});

test("a leg is recorded until it hangs up; a file comes back", async () => {
  await phones.press(call, CALLEE, "*6");
  await phones.pass(1000);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ recorded: true });
  expect(await phones.phone(call, CALLER)).toMatchObject({ recorded: false });
  await phones.on(call, CALLEE, { type: "hangup" });
  expect(await phones.events(call, "recording_finished")).toMatchObject([
    { files: [expect.stringMatching(/^https:.*\.mp3$/)] },
  ]);
});

test("a collection goes on after the process has ended", async () => {
  await phones.press(call, CALLEE, "*");
  await phones.restart();
  await phones.press(call, CALLEE, "3");
  await phones.pass(1000);
  expect(await phones.phone(call, CALLER)).toMatchObject({ hears: "moh" });
});
