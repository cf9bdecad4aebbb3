import type { Effect, Event } from "../../../runtime/session/event.js";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { chain, takeCalls } from "../../api/server.js";
import { contract, NUMBER, openAccount, PUBLIC_URL, testTwilio, type TwilioAccount } from "./account.js";
import { CALL, CALL_ID, CALLER, Phone } from "./phone.js";

const LEG = "00000000-0000-4000-8000-000000000001";
const AGENT = "+12065550133";

let account: TwilioAccount;
let phone: Phone;
afterEach(async () => {
  if (!contract) return;
  expect(account.api.problems).toEqual([]);
  await account.close();
});

/** A call that comes in and waits, whose further legs the test dials. */
async function open(
  settings: Parameters<typeof openAccount>[0] = {},
  parameters: Record<string, string> = {},
): Promise<void> {
  account = await openAccount(settings);
  const waiting = chain("waiting", ["call-answer", {}], ["call-sleep", { duration: 60_000 }]);
  await takeCalls(account.server.switchboard, NUMBER, waiting);
  phone = await Phone.call(account, NUMBER, CALL, parameters);
}

async function deliver(event: Event): Promise<void> {
  const { store } = account.server.switchboard;
  const [place] = await store.sessionsWaitingFor(`call:${CALL_ID}`);
  const effect: Effect = {
    key: `key of ${event.type} ${String(event["leg"])}`,
    channel: "twilio",
    session: place?.session ?? "",
    event: { call: CALL_ID, ...event },
  };
  await account.channel.deliver(effect);
}

const dial = (fields: Partial<Event> = {}): Promise<void> =>
  deliver({ type: "call_dial", leg: LEG, from: NUMBER, to: AGENT, timeout_ms: 60_000, ...fields });

const lastRequest = (): (typeof account.api.requests)[number] => {
  const request = account.api.requests.at(-1);
  if (!request) throw new Error("There was no request.");
  return request;
};

testTwilio("a leg is dialled, and Twilio is told where it goes on", async () => {
  await open();
  await dial();
  const leg = `${PUBLIC_URL}/switchboard/webhooks/twilio/calls/${CALL_ID}/legs/${LEG}`;
  expect(lastRequest()).toEqual({
    operation: "POST /Calls.json",
    form: {
      To: AGENT,
      From: NUMBER,
      Url: `${leg}/next`,
      Method: "POST",
      StatusCallback: `${leg}/status`,
      StatusCallbackMethod: "POST",
      StatusCallbackEvent: ["ringing", "answered", "completed"],
      Timeout: "60",
    },
  });
});

testTwilio("the caller's number is shown where Twilio lets us, else our own", async () => {
  await open();
  await dial({ from: CALLER });
  expect(lastRequest().form["From"]).toBe(NUMBER);
});

testTwilio("with the token of the call the caller's number is shown", async () => {
  await open({}, { CallToken: "a-token" });
  await dial({ from: CALLER });
  expect(lastRequest().form).toMatchObject({ From: CALLER, CallToken: "a-token" });
});

testTwilio("who answers is found out where the settings say so", async () => {
  await open({ machineDetection: true });
  await dial();
  expect(lastRequest().form).toMatchObject({ MachineDetection: "Enable", AsyncAmd: "true" });
  expect(lastRequest().form["AsyncAmdStatusCallback"]).toMatch(/\/detection$/);
});

testTwilio("without that setting, finding out who answers is refused", async () => {
  await open();
  await expect(deliver({ type: "amd_start" })).rejects.toThrow("machineDetection");
});

testTwilio("both legs join the conference of the bridge", async () => {
  await open();
  await dial();
  const sid = `CA${"1".padStart(32, "0")}`;
  const other = await Phone.answer(account, lastRequest().form, sid);
  await deliver({ type: "bridge_join", leg: CALL_ID, bridge: "bridge-1" });
  phone.take(lastRequest().form["Twiml"]);
  await deliver({ type: "bridge_join", leg: LEG, bridge: "bridge-1" });
  expect(lastRequest().operation).toBe(`POST /Calls/${sid}.json`);
  other.take(lastRequest().form["Twiml"]);
  for (const { verbs } of [phone, other]) {
    expect(verbs.map(({ name }) => name)).toEqual(["Dial"]);
    expect(verbs[0]?.children).toEqual([expect.objectContaining({ name: "Conference", text: "bridge-1" })]);
  }
});

testTwilio("a leg is hung up by a request", async () => {
  await open();
  await dial();
  await deliver({ type: "call_hangup", leg: LEG, cause: "normal" });
  expect(lastRequest()).toEqual({
    operation: `POST /Calls/CA${"1".padStart(32, "0")}.json`,
    form: { Status: "completed" },
  });
});

testTwilio("a leg whose call is gone is hung up already", async () => {
  await open();
  await dial();
  account.api.answers.push({ status: 404, code: 20404 });
  await deliver({ type: "call_hangup", leg: LEG, cause: "normal" });
  expect(account.api.requests).toHaveLength(2);
});

testTwilio.each([
  ["a number that Twilio does not dial", { to: "12" }],
  ["an extension", { to: "sales" }],
])("%s is refused", async (_what, fields) => {
  await open();
  await expect(dial(fields)).rejects.toThrow(DeliveryRefused);
});

testTwilio("of a leg that was dialled twice one call is hung up", async () => {
  await open();
  await dial();
  const { form } = lastRequest();
  const twin = await Phone.answer(account, form, `CA${"9".repeat(32)}`);
  expect(twin.does).toBe("Hangup");
});
