import type { JsonObject } from "../../../runtime/json.js";
import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import type { Phone } from "./phone.js";

let parties: Parties;
afterEach(() => contract && parties.close());

/** The API makes a call whose flow wants to know who answers. */
async function callOut(amd: JsonObject): Promise<Phone> {
  parties = await Parties.open(undefined, { machineDetection: true });
  return parties.callOut("+12065550133", [
    { type: "amd", option: amd },
    { type: "talk", option: { text: "Hello." } },
  ]);
}

/** Twilio has found out who answered. */
async function found(answeredBy: string): Promise<void> {
  const { form } = parties.requests("POST /Calls.json")[0]!;
  const path = String(form["AsyncAmdStatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");
  expect((await parties.account.webhook(path, { CallSid: "CA1", AnsweredBy: answeredBy })).status).toBe(200);
  await parties.settle();
}

const results = async (): Promise<unknown[]> => {
  const { id } = await parties.session();
  const events = await parties.account.server.switchboard.store.events(id);
  return events.flatMap(({ event }) => (event.type === "amd_result" ? [event["result"]] : []));
};

testTwilio.each([
  ["human", "HUMAN"],
  ["machine_start", "MACHINE"],
  ["machine_end_beep", "MACHINE"],
  ["fax", "FAX"],
  ["unknown", "NOTSURE"],
])("the flow waits until Twilio says who answered: %s is %s", async (answeredBy, result) => {
  const phone = await callOut({});
  expect(phone.heard).toEqual([]);
  await found(answeredBy);
  expect(await results()).toEqual([result]);
  expect(phone.heard).toEqual(["Hello."]);
});

testTwilio("an answering machine is hung up on where the step says so", async () => {
  const phone = await callOut({ machine_handle: "hangup" });
  await found("machine_start");
  expect(parties.requests(`POST /Calls/${phone.sid}.json`).at(-1)?.form).toEqual({ Status: "completed" });
  expect((await parties.session()).call?.legs).toMatchObject({
    [(await parties.session()).call!.id]: { status: "hangup", hangupReason: "amd" },
  });
});

testTwilio("a human is not, and hears the flow", async () => {
  const phone = await callOut({ machine_handle: "hangup" });
  await found("human");
  expect(phone.heard).toEqual(["Hello."]);
});

testTwilio("what Twilio has found out before the step asks is known to it at once", async () => {
  parties = await Parties.open(undefined, { machineDetection: true });
  const phone = await parties.callOut("+12065550133", [
    { type: "talk", option: { text: "One moment." } },
    { type: "amd", option: {} },
    { type: "talk", option: { text: "Hello." } },
  ]);
  await found("human");
  await phone.listen();
  await parties.settle();
  expect(phone.heard).toEqual(["Hello."]);
});

testTwilio("what another process was told is asked for", async () => {
  parties = await Parties.open(undefined, { machineDetection: true });
  parties.account.api.answeredBy = "machine_end_beep";
  await parties.callOut("+12065550133", [{ type: "amd", option: { machine_handle: "hangup" } }]);
  expect(await results()).toEqual(["MACHINE"]);
  const { call } = await parties.session();
  expect(call!.legs[call!.id]).toMatchObject({ status: "hangup", hangupReason: "amd" });
});
