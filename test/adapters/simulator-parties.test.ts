import { chain, takeCalls } from "../api/server.js";
import { Phones } from "./simulator/phones.js";

const CALLER = "+12065550100";
const CALLEE = "+12065550111";

let phones: Phones;
beforeEach(async () => {
  phones = await Phones.open();
  await takeCalls(
    phones.server.switchboard,
    "100",
    chain(
      "connect",
      ["call-answer"],
      ["call-connect", { destinations: [{ type: "tel", target: CALLEE }] }],
      ["call-talk", { text: "Goodbye." }],
    ),
  );
});
afterEach(() => phones.close());

test("whom a flow dials is a phone that rings, and talks to the caller once it answers", async () => {
  const call = await phones.call(CALLER, "100");
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ringing", direction: "outgoing", talks_to: [] });
  expect(await phones.phone(call, CALLER)).toMatchObject({ status: "in_progress", hears: "ringback" });

  expect((await phones.on(call, CALLEE, { type: "answer" })).status).toBe(202);

  expect(await phones.talksTo(call, CALLER)).toEqual([CALLEE]);
  expect(await phones.talksTo(call, CALLEE)).toEqual([CALLER]);
  expect((await phones.view(call)).bridges).toMatchObject([{ parties: [{ number: CALLER }, { number: CALLEE }] }]);
});

test.each([
  ["busy", "busy"],
  ["decline", "noanswer"],
])("a phone that says %s ends with the reason %s, and the flow goes on", async (type, reason) => {
  const call = await phones.call(CALLER, "100");
  await phones.on(call, CALLEE, { type });
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ended", reason });
  expect(await phones.said(call, CALLER)).toContain("Goodbye.");
});

test("a phone that nobody answers stops ringing at the limit for dialling", async () => {
  const call = await phones.call(CALLER, "100");
  await phones.pass(59_000);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ringing" });
  await phones.pass(1000);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ended", reason: "dialout" });
  expect(await phones.said(call, CALLER)).toContain("Goodbye.");
});

test("events of legs that are not there, or have ended, are refused", async () => {
  const call = await phones.call(CALLER, "100");
  expect((await phones.event(call, { type: "answer", leg: "toString" })).status).toBe(404);
  await phones.on(call, CALLEE, { type: "busy" });
  expect((await phones.on(call, CALLEE, { type: "answer" })).status).toBe(409);
  expect((await phones.event(call, { type: "answer", by: "parrot" })).status).toBe(400);
  expect((await phones.event(call, { type: "say" })).status).toBe(400);
});

test("what one says the other hears, and nobody before the answer", async () => {
  const call = await phones.call(CALLER, "100");
  expect((await phones.on(call, CALLEE, { type: "say", text: "Hello?" })).status).toBe(409);
  await phones.on(call, CALLEE, { type: "answer" });
  await phones.on(call, CALLEE, { type: "say", text: "Ann speaking." });
  const heard = (await phones.phone(call, CALLER)).transcript.filter(({ by }) => by === "peer");
  expect(heard).toMatchObject([{ kind: "say", text: "Ann speaking." }]);
});

test("a call goes on with all its phones after the process has ended", async () => {
  const call = await phones.call(CALLER, "100");
  await phones.restart();
  const shown = await phones.simulator.calls.shown();
  expect(shown.map(({ id, legs }) => [id, legs.map(({ number, status }) => [number, status])])).toEqual([
    [
      call,
      [
        [CALLER, "in_progress"],
        [CALLEE, "ringing"],
      ],
    ],
  ]);
  await phones.on(call, CALLEE, { type: "answer" });
  expect(await phones.talksTo(call, CALLEE)).toEqual([CALLER]);
});

test("those who wait in a queue are put through to an agent's phone", async () => {
  const { switchboard } = phones.server;
  switchboard.callCentre.add({
    agents: [{ id: "ann", name: "Ann Agent", addresses: [{ type: "tel", target: "+12065550122" }] }],
    queues: [{ id: "support", name: "Support" }],
  });
  await takeCalls(switchboard, "300", chain("queue", ["call-answer"], ["call-queue_join", { queue_id: "support" }]));
  const call = await phones.call(CALLER, "300");
  expect((await phones.view(call)).queue).toMatchObject({
    ...{ queue: "support", name: "Support" },
    status: "connecting",
    ...{ agent: "ann", agent_name: "Ann Agent" },
  });
  expect((await phones.view(call)).legs.at(-1)).toMatchObject({ endpoint: "ann", agent_name: "Ann Agent" });
  await phones.on(call, "+12065550122", { type: "answer" });
  expect((await phones.view(call)).queue).toMatchObject({ status: "service" });
  expect(await phones.talksTo(call, "+12065550122")).toEqual([CALLER]);
});

test("callers of several calls hear each other in a conference", async () => {
  const { switchboard } = phones.server;
  switchboard.callCentre.add({ conferences: [{ id: "team", name: "Team" }] });
  const steps = chain("conference", ["call-answer"], ["call-conference_join", { conference_id: "team" }]);
  await takeCalls(switchboard, "400", steps);
  const first = await phones.call(CALLER, "400");
  const second = await phones.call(CALLEE, "400");
  expect(await phones.talksTo(first, CALLER)).toEqual([CALLEE]);
  expect((await phones.view(second)).bridges).toMatchObject([
    { name: "Team", parties: [{ number: CALLER }, { number: CALLEE }] },
  ]);
  await phones.on(second, CALLEE, { type: "say", text: "Hello all." });
  expect(await phones.said(first, CALLER)).toContain("Hello all.");
});

test("a call that goes out rings a phone, and its flow begins at the answer", async () => {
  const call = await phones.callOut(CALLEE, [{ type: "talk", option: { text: "It is for you." } }]);
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ringing", transcript: [] });
  await phones.on(call, CALLEE, { type: "answer" });
  expect(await phones.said(call, CALLEE)).toEqual(["It is for you."]);
});

test("a phone is not shown a number that is withheld", async () => {
  const destinations = [{ type: "tel", target: CALLEE }];
  const hidden = chain("hidden", ["call-answer"], ["call-connect", { destinations, anonymous: "yes" }]);
  await takeCalls(phones.server.switchboard, "200", hidden);
  const call = await phones.call(CALLER, "200");
  expect(await phones.phone(call, CALLEE)).toMatchObject({ caller_hidden: true });
  expect(await phones.phone(await phones.call(CALLER, "100"), CALLEE)).not.toHaveProperty("caller_hidden");
});
