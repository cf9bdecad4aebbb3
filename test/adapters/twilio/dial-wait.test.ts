import { flow, step } from "../../support/program.js";
import { addDefinition, takeCalls } from "../../api/server.js";
import { contract, NUMBER, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import { CALL_ID, Phone } from "./phone.js";

const CALLEE = "+12065550111";
const STATUSES = ["answered", "busy", "no_answer", "failed"];

let parties: Parties;
let phone: Phone;
afterEach(() => contract && parties.close());

/** A GoFlow flow lets its caller talk to somebody, and then says how that went. */
async function open(callee = CALLEE): Promise<void> {
  parties = await Parties.open();
  const cases = STATUSES.map((status) => ({
    uuid: `is-${status}`,
    type: "has_only_text",
    arguments: [status],
    category_uuid: status,
  }));
  const router = {
    wait: { type: "dial", phone: callee },
    operand: "@resume.dial.status",
    cases,
    categories: STATUSES.map((status) => ({ uuid: status, name: status })),
    default_category_uuid: "failed",
  };
  const exits = Object.fromEntries(STATUSES.map((status) => [status, `say-${status}`]));
  const says = STATUSES.map((status) => step(`say-${status}`, "call-talk", { text: `It was ${status}.` }));
  const forwarding = flow("forwarding", [step("dial", "contact-switch", router, exits), ...says]);
  await takeCalls(parties.account.server.switchboard, NUMBER, forwarding);
  phone = await Phone.call(parties.account, NUMBER);
}

/** Twilio's call to the other side is over. */
async function over(parameters: Record<string, string>): Promise<void> {
  await phone.follow(String(phone.verbs[0]?.attributes["action"]), parameters);
}

testTwilio("the caller hears it ring, unanswered, until the other side answers", async () => {
  await open();
  expect(phone.verbs).toEqual([
    expect.objectContaining({
      name: "Dial",
      attributes: expect.objectContaining({ answerOnBridge: "true", timeout: "60" }),
      children: [expect.objectContaining({ name: "Number", text: CALLEE })],
    }),
  ]);
});

testTwilio.each([
  ["completed", "answered"],
  ["answered", "answered"],
  ["busy", "busy"],
  ["no-answer", "no_answer"],
  ["failed", "failed"],
  ["canceled", "failed"],
])("what Twilio calls %s leads to the exit %s", async (status, exit) => {
  await open();
  await over({ DialCallStatus: status });
  expect(phone.heard).toEqual([`It was ${exit}.`]);
});

testTwilio("the flow hears how long they talked, once", async () => {
  await open();
  const { id } = await parties.session();
  const action = String(phone.verbs[0]?.attributes["action"]);
  for (let times = 0; times < 2; times++)
    await phone.follow(action, { DialCallStatus: "completed", DialCallDuration: "7" });
  const events = await parties.account.server.switchboard.store.events(id);
  expect(events.map(({ event }) => event).filter(({ type }) => type === "dial_ended")).toMatchObject([
    { dial: { status: "answered", duration: 7 } },
  ]);
  expect(phone.heard).toEqual(["It was answered."]);
});

testTwilio("whomever a call that we have made is forwarded to sees our number", async () => {
  parties = await Parties.open();
  const { switchboard } = parties.account.server;
  const router = {
    wait: { type: "dial", phone: CALLEE },
    operand: "@resume.dial.status",
    categories: [{ uuid: "any", name: "Any" }],
    default_category_uuid: "any",
  };
  await addDefinition(switchboard, flow("forwarding", [step("dial", "contact-switch", router, {})]));
  phone = await parties.callOut("+12065550155", [{ type: "fetch_flow", option: { flow_id: "forwarding" } }]);
  expect(phone.verbs[0]?.attributes).toMatchObject({ callerId: NUMBER });
});

testTwilio("a number that Twilio does not dial has failed at once", async () => {
  await open("12");
  await parties.settle();
  expect(phone.heard).toEqual(["It was failed."]);
});

testTwilio("a caller who hangs up meanwhile has ended the flow", async () => {
  await open();
  await over({ DialCallStatus: "completed", CallStatus: "completed" });
  await parties.settle();
  expect((await parties.session()).call!.legs[CALL_ID]!.status).toBe("hangup");
});
