import { chain, takeCalls, TOKEN } from "../api/server.js";
import { Phones } from "./simulator/phones.js";

const CALLER = "+12065550100";
const CALLEE = "+12065550111";

let phones: Phones;
let call: string;
beforeEach(async () => {
  phones = await Phones.open();
  const destinations = [{ type: "tel", target: CALLEE }];
  const flow = chain(
    "connect",
    ["call-answer"],
    ["call-connect", { destinations }],
    ["call-talk", { text: "Goodbye." }],
  );
  await takeCalls(phones.server.switchboard, "100", flow);
  call = await phones.call(CALLER, "100");
  await phones.on(call, CALLEE, { type: "answer" });
});
afterEach(() => phones.close());

/** A program controls the call by VoIPBIN's API. */
async function control(method: string, name: string, body?: object): Promise<void> {
  const { status } = await fetch(`${phones.server.origin}/v1.0/calls/${call}/${name}`, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(status).toBe(200);
  await phones.settle();
}

/** What the callee hears the caller say, and the other way. */
async function talk(): Promise<{ calleeHears: boolean; callerHears: boolean }> {
  const hears = async (number: string): Promise<number> =>
    (await phones.phone(call, number)).transcript.filter(({ by }) => by === "peer").length;
  const before = [await hears(CALLEE), await hears(CALLER)] as const;
  await phones.on(call, CALLER, { type: "say", text: "Hello?" });
  await phones.on(call, CALLEE, { type: "say", text: "Hello!" });
  return { calleeHears: (await hears(CALLEE)) > before[0], callerHears: (await hears(CALLER)) > before[1] };
}

test("who is on hold talks to nobody, and hears silence or music", async () => {
  await control("POST", "hold");
  expect(await phones.phone(call, CALLER)).toMatchObject({ held_by: "api", hears: "silence", talks_to: [] });
  expect(await talk()).toEqual({ calleeHears: false, callerHears: false });

  await control("POST", "moh");
  expect(await phones.phone(call, CALLER)).toMatchObject({ held_by: "api", hears: "moh" });

  await control("DELETE", "moh");
  await control("DELETE", "hold");
  expect(await talk()).toEqual({ calleeHears: true, callerHears: true });
});

test.each([
  ["in", { calleeHears: true, callerHears: false }],
  ["out", { calleeHears: false, callerHears: true }],
  ["both", { calleeHears: false, callerHears: false }],
])("who is muted %s stays connected: %j", async (direction, heard) => {
  await control("POST", "mute", { direction });
  expect(await phones.phone(call, CALLER)).toMatchObject({ muted: direction });
  expect(await phones.talksTo(call, CALLER)).toEqual([CALLEE]);
  expect(await talk()).toEqual(heard);

  await control("DELETE", "mute");
  expect(await talk()).toEqual({ calleeHears: true, callerHears: true });
});

test("what a program says is heard by the flow's own phone alone, once, and the call goes on", async () => {
  await control("POST", "talk", { text: "You are recorded." });
  expect(await phones.said(call, CALLER)).toContain("You are recorded.");
  expect(await phones.said(call, CALLEE)).not.toContain("You are recorded.");
  await phones.pass(10_000);
  expect(await phones.talksTo(call, CALLER)).toEqual([CALLEE]);
});

test("who is muted does not hear what is said, and it takes its time", async () => {
  await control("POST", "mute", { direction: "in" });
  await phones.on(call, CALLEE, { type: "hangup" });
  expect(await phones.said(call, CALLER)).toContain("Does not hear: Goodbye.");
  expect(await phones.phone(call, CALLER)).toMatchObject({ status: "in_progress" });
  await phones.pass(5000);
  expect(await phones.phone(call, CALLER)).toMatchObject({ status: "ended" });
});

test("what is done to a phone is noted on it", async () => {
  const tried: [string, string, object?][] = [
    ["POST", "silence"],
    ["DELETE", "silence"],
    ["POST", "mute", { direction: "out" }],
    ["DELETE", "mute", { direction: "out" }],
  ];
  for (const each of tried) await control(...each);
  expect((await phones.said(call, CALLER)).slice(-4)).toEqual([
    "Hears silence",
    "The silence ends",
    "Is cut off from being heard",
    "Is not cut off any more from being heard",
  ]);
});
