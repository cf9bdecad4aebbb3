import { flow, step } from "../support/program.js";
import { takeCalls } from "../api/server.js";
import { Phones } from "./simulator/phones.js";

const CALLER = "+12065550100";
const CALLEE = "+12065550111";
const STATUSES = ["answered", "busy", "no_answer", "failed"];

let phones: Phones;
let call: string;
beforeEach(async () => {
  phones = await Phones.open();
  await takeCalls(phones.server.switchboard, "100", forwarding);
  call = await phones.call(CALLER, "100");
});
afterEach(() => phones.close());

/** A GoFlow flow lets its caller talk to somebody, and then says how that went. */
const forwarding = flow("forwarding", [
  step("answer", "call-answer", {}, "dial"),
  step(
    "dial",
    "contact-switch",
    {
      wait: { type: "dial", phone: CALLEE },
      operand: "@resume.dial.status",
      cases: STATUSES.map((status) => ({
        uuid: `is-${status}`,
        type: "has_only_text",
        arguments: [status],
        category_uuid: status,
      })),
      categories: STATUSES.map((status) => ({ uuid: status, name: status })),
      default_category_uuid: "failed",
    },
    Object.fromEntries(STATUSES.map((status) => [status, `say-${status}`])),
  ),
  ...STATUSES.map((status) => step(`say-${status}`, "call-talk", { text: `It was ${status}.` })),
]);

test("whom a GoFlow flow dials talks to the caller; the flow hears how long", async () => {
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ringing" });
  await phones.on(call, CALLEE, { type: "answer" });
  expect(await phones.talksTo(call, CALLER)).toEqual([CALLEE]);
  await phones.pass(7000);
  await phones.on(call, CALLEE, { type: "hangup" });
  expect(await phones.said(call, CALLER)).toContain("It was answered.");
  expect(await phones.events(call, "dial_ended")).toMatchObject([{ dial: { status: "answered", duration: 7 } }]);
});

test.each([
  ["busy", "busy"],
  ["decline", "no_answer"],
])("a phone that says %s leads to the exit %s", async (type, status) => {
  await phones.on(call, CALLEE, { type });
  expect(await phones.said(call, CALLER)).toContain(`It was ${status}.`);
});

test("a phone that nobody answers stops ringing after a minute, also after a restart", async () => {
  await phones.pass(30_000);
  await phones.restart();
  await phones.settle();
  expect(await phones.phone(call, CALLEE)).toMatchObject({ status: "ringing" });
  await phones.pass(60_000);
  expect(await phones.said(call, CALLER)).toContain("It was no_answer.");
});

test("when the caller hangs up, the phone stops ringing", async () => {
  await phones.event(call, { type: "hangup" });
  expect((await phones.view(call)).legs.map(({ number }) => number)).toEqual([CALLER]);
});
