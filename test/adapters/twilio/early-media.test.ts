import type { JsonObject } from "../../../runtime/json.js";
import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import { CALL_ID, type Phone } from "./phone.js";

const AGENT = "+12065550133";

let parties: Parties;
let caller: Phone;
afterEach(() => contract && parties.close());

async function open(...before: [string, JsonObject?][]): Promise<void> {
  parties = await Parties.open();
  const connect: JsonObject = { destinations: [{ target: AGENT }], early_media: true };
  caller = await parties.call(...before, ["call-connect", connect], ["call-talk", { text: "Bye." }]);
}

/** Twilio's request about the agent's leg, and the agent's statuses. */
const dialled = () => parties.account.api.requests.find(({ operation }) => operation.endsWith("/Participants.json"));

async function agentIs(status: string): Promise<void> {
  const path = String(dialled()?.form["StatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");
  await parties.account.webhook(path, { CallSid: `CA${"e".repeat(31)}1`, CallStatus: status });
  await parties.settle();
}

testTwilio("the caller is in the conference while the agent rings there, and hears them", async () => {
  await open(["call-answer"]);
  expect(dialled()?.operation).toBe(`POST /Conferences/${caller.room?.name}/Participants.json`);
  expect(dialled()?.form).toMatchObject({ To: AGENT, EarlyMedia: "true", Beep: "false", Timeout: "60" });
  await agentIs("ringing");
  await agentIs("in-progress");
  const { legs } = (await parties.session()).call!;
  expect(Object.values(legs).map(({ status, bridge }) => [status, bridge])).toEqual([
    ["progressing", caller.room?.name],
    ["progressing", caller.room?.name],
  ]);
});

testTwilio("a call that nobody has answered is answered for that", async () => {
  await open();
  expect(caller.does).toBe("Dial");
  expect((await parties.session()).call!.legs[CALL_ID]!.status).toBe("ringing");
  await agentIs("in-progress");
  expect((await parties.session()).call!.legs[CALL_ID]!.status).toBe("progressing");
  expect(caller.room).toBeDefined();
});

testTwilio("when nobody answers, the flow goes on", async () => {
  await open(["call-answer"]);
  await agentIs("no-answer");
  expect(caller.heard).toEqual(["Bye."]);
});
