import { chain, takeCalls } from "../../api/server.js";
import { contract, NUMBER, openAccount, testTwilio, type TwilioAccount } from "./account.js";
import { CALL, Phone } from "./phone.js";

const AGENT = "+12065550133";
const AGENT_CALL = `CA${"1".padStart(32, "0")}`;

let account: TwilioAccount;
let phone: Phone;
afterEach(async () => {
  if (!contract) return;
  expect(account.api.problems).toEqual([]);
  await account.close();
});

/** Somebody calls, and the flow connects them to an agent. */
async function open(): Promise<void> {
  account = await openAccount();
  const flow = chain(
    "reception",
    ["call-connect", { destinations: [{ target: AGENT }] }],
    ["call-talk", { text: "They have gone." }],
  );
  await takeCalls(account.server.switchboard, NUMBER, flow);
  phone = await Phone.call(account, NUMBER);
  await account.api.received(1);
}

const form = (index: number): Readonly<Record<string, unknown>> => account.api.requests[index]?.form ?? {};

/** The agent's telephone answers. */
async function answer(): Promise<Phone> {
  const agent = await Phone.answer(account, form(0), AGENT_CALL);
  await account.api.received(2);
  phone.take(form(1)["Twiml"]);
  return agent;
}

const statusPath = (): string => String(form(0)["StatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");

testTwilio("the caller hears ringing until the agent answers; then both are in one conference", async () => {
  await open();
  expect(phone.verbs.map(({ name }) => name)).toEqual(["Pause", "Redirect"]);
  const agent = await answer();
  const conference = agent.verbs[0]?.children[0];
  expect(conference).toMatchObject({ name: "Conference", text: expect.any(String) });
  expect(phone.verbs[0]?.children[0]?.text).toBe(conference?.text);
});

testTwilio("when the agent has gone, the flow goes on with the caller", async () => {
  await open();
  const agent = await answer();
  await agent.status("completed", statusPath());
  await account.api.received(3);
  expect(account.api.requests[2]?.operation).toBe(`POST /Calls/${CALL}.json`);
  phone.take(form(2)["Twiml"]);
  expect(phone.heard).toEqual(["They have gone."]);
});

testTwilio("when the caller hangs up, so does the agent's leg", async () => {
  await open();
  await answer();
  await phone.status("completed");
  await account.api.received(3);
  expect(account.api.requests[2]).toEqual({
    operation: `POST /Calls/${AGENT_CALL}.json`,
    form: { Status: "completed" },
  });
});

testTwilio.each(["busy", "no-answer", "failed"])(
  "an agent's telephone that is %s lets the flow go on at once",
  async (status) => {
    await open();
    await account.webhook(statusPath(), { CallSid: AGENT_CALL, CallStatus: status });
    await account.api.received(2);
    phone.take(form(1)["Twiml"]);
    expect(phone.heard).toEqual(["They have gone."]);
  },
);
