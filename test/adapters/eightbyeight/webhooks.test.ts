import type { JsonObject } from "../../../runtime/json.js";
import { read8x8 } from "../../../runtime/formats/8x8/index.js";
import { systemIds } from "../../../runtime/ids.js";
import { addDefinition } from "../../../runtime/testing/host.js";
import { ACCOUNT, openAccount, test8x8, type TestAccount } from "./account.js";
import { umidOf } from "./api.js";

let account: TestAccount;
afterEach(() => account.close());

/** Makes a workflow of the channel's account ready, or of another one. */
async function define(trigger: string, steps: readonly JsonObject[], accountId = ACCOUNT): Promise<string> {
  const document = { trigger, status: "enabled", accountId, definition: { name: "Flow", steps: [...steps] } };
  const read = read8x8(document, { ids: systemIds });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  await addDefinition(account.switchboard, read.program);
  return read.program.id;
}

const sessionsOf = async (flow: string) => {
  await account.switchboard.whenIdle();
  const found = await account.switchboard.store.sessionsOfFlow({ flow, limit: 10, offset: 0 });
  return found.map(({ session }) => session);
};

const anSms = (umid: string, body = "hi"): JsonObject => ({
  namespace: "SMS",
  eventType: "inbound_message_received",
  description: "SMS inbound message",
  payload: { umid, subAccountId: "sub_a", source: "+6591234567", destination: "6512345", body },
});
const answering: readonly JsonObject[] = [
  {
    id: "s",
    stepType: "SMS",
    inputs: { subAccountId: "sub_sms", destination: "{{data.payload.source}}", text: "Hello" },
  },
];
const capturing: readonly JsonObject[] = [
  {
    id: "call",
    stepType: "VoiceMessage",
    inputs: {
      subAccountId: "sub_voice",
      clientRequestId: "mine",
      action: "say&capture",
      params: { source: "6512345678", destination: "+6591234567", text: "Press 1", voiceProfile: "en-US-A" },
    },
    nextStepId: "wait",
  },
  {
    id: "wait",
    stepType: "WaitForDTMF",
    inputs: { dtmfRequestId: "mine" },
    outputs: { pressed: "{{step.dtmfData.actionDetails.dtmf}}" },
  },
];
const anAction = (dtmf: string | null, eventId = "e1"): JsonObject => ({
  namespace: "VOICE",
  eventType: "CALL_ACTION",
  payload: {
    eventId,
    sessionId: umidOf(1),
    callStatus: "ACTION_COMPLETED",
    destination: "+6591234567",
    eventData: { dtmf },
    timestamp: "2026-01-15T12:00:00.000Z",
  },
});

describe("messages", () => {
  test8x8("start the workflows of the channel's account, which answer by it", async () => {
    account = await openAccount();
    const own = await define("inbound_sms", answering);
    const foreign = await define("inbound_sms", answering, "acc_other");

    expect(await account.webhook(anSms("m1"))).toEqual({ status: 200, body: {} });

    expect(await sessionsOf(own)).toMatchObject([
      { status: "completed", data: { accountId: ACCOUNT, subAccountId: "sub_a", payload: { body: "hi" } } },
    ]);
    expect(await sessionsOf(foreign)).toEqual([]);
    expect(account.api.requests).toMatchObject([{ api: "sms", body: { destination: "+6591234567", text: "Hello" } }]);
    expect(account.api.problems).toEqual([]);
  });

  test8x8("that come again are taken, and start nothing more", async () => {
    account = await openAccount();
    const own = await define("inbound_sms", answering);

    await account.webhook(anSms("m1"));
    expect((await account.webhook(anSms("m1"))).status).toBe(200);
    await account.webhook(anSms("m2"));

    expect(await sessionsOf(own)).toHaveLength(2);
    expect(account.api.requests).toHaveLength(2);
  });

  test8x8("without an id or a sender are answered with 400", async () => {
    account = await openAccount();
    expect((await account.webhook({ ...anSms("m1"), payload: { umid: "m1", body: "hi" } })).status).toBe(400);
    expect((await account.webhook({ ...anSms("m1"), payload: { source: "+6591234567", body: "hi" } })).status).toBe(
      400,
    );
  });
});

describe("digits", () => {
  test8x8("are known by the id that the step gave to its call, and the call is hung up", async () => {
    account = await openAccount();
    const flow = await define("http_request", capturing);
    await account.switchboard.startFlow({ id: flow }, { channel: "8x8" });
    await account.switchboard.whenIdle();

    expect(await account.webhook(anAction("1"))).toEqual({ status: 200, body: { callflow: [{ action: "hangup" }] } });

    expect(await sessionsOf(flow)).toMatchObject([{ status: "completed", data: { pressed: "1" } }]);
    expect(account.api.problems).toEqual([]);
  });

  test8x8("that come again count once", async () => {
    account = await openAccount();
    const again = { ...capturing[1], id: "again", outputs: { second: "{{step.dtmfData.actionDetails.dtmf}}" } };
    const flow = await define("http_request", [capturing[0]!, { ...capturing[1], nextStepId: "again" }, again]);
    await account.switchboard.startFlow({ id: flow }, { channel: "8x8" });
    await account.switchboard.whenIdle();

    await account.webhook(anAction("1", "e1"));
    await account.webhook(anAction("1", "e1"));
    expect(await sessionsOf(flow)).toMatchObject([{ status: "waiting" }]);

    await account.webhook(anAction("2", "e2"));
    expect(await sessionsOf(flow)).toMatchObject([{ status: "completed", data: { pressed: "1", second: "2" } }]);
  });

  test8x8("that nobody pressed leave the step waiting, and end the call", async () => {
    account = await openAccount();
    const flow = await define("http_request", capturing);
    await account.switchboard.startFlow({ id: flow }, { channel: "8x8" });
    await account.switchboard.whenIdle();

    expect((await account.webhook(anAction(null))).body).toEqual({ callflow: [{ action: "hangup" }] });
    expect(await sessionsOf(flow)).toMatchObject([{ status: "waiting" }]);
  });

  test8x8("of the earlier API come as a callback of its own form", async () => {
    account = await openAccount();
    const flow = await define("http_request", capturing);
    await account.switchboard.startFlow({ id: flow }, { channel: "8x8" });
    await account.switchboard.whenIdle();

    const status = { code: "DTMF", timestamp: "2026-01-15T12:00:00.000Z" };
    await account.webhook({ uid: "other", clientRequestId: "mine", status, actionDetails: { dtmf: "7" } });

    expect(await sessionsOf(flow)).toMatchObject([{ status: "completed", data: { pressed: "7" } }]);
  });
});

test8x8("nobody else than 8x8 is listened to", async () => {
  account = await openAccount();
  const own = await define("inbound_sms", answering);
  for (const authorization of ["", "Basic nonsense"]) {
    expect((await account.webhook(anSms("m1"), authorization)).status).toBe(403);
  }
  expect(await sessionsOf(own)).toEqual([]);
});

test8x8("events that nobody here has a use for are taken, so that they are not sent again", async () => {
  account = await openAccount();
  for (const eventType of ["SESSION_SUMMARY", "CALL_STATUS", "template_status_changed"]) {
    expect((await account.webhook({ namespace: "VOICE", eventType, payload: {} })).status).toBe(200);
  }
});

test8x8("what is no JSON object is answered with 400, and what is too long with 413", async () => {
  account = await openAccount();
  expect((await account.webhook("[]")).status).toBe(400);
  expect((await account.webhook("{")).status).toBe(400);
  const { maxInputBytes } = account.switchboard.limits;
  expect((await account.webhook({ x: "x".repeat(maxInputBytes) })).status).toBe(413);
});
