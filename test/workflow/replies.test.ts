import { replyKey, replyKeys, webhookOf } from "../../runtime/workflow/replies.js";

const message = (fields: object): Parameters<typeof replyKeys>[0] => ({ uuid: "m", text: "yes", ...fields });

test("a phone number is the same however it is written", () => {
  const keys = ["+1 (555) 0100", "1-555-0100", "15550100"].map((from) => replyKey({ channel: "SMS", from }));

  expect(new Set(keys)).toEqual(new Set(["reply:sms:15550100"]));
});

test("other ids are compared exactly", () => {
  expect(replyKey({ channel: "line", from: "U0a1" })).not.toBe(replyKey({ channel: "line", from: "u0a1" }));
});

test("a message is found by the address that it came from", () => {
  expect(replyKeys(message({ urn: "tel:+15550100" }))).toEqual(["reply:sms:15550100"]);
  expect(replyKeys(message({ urn: "telegram:12345#ann" }))).toEqual(["reply:telegram:12345"]);
});

test("a chat message is found by its sender's number and by the id on the channel", () => {
  const raw = { payload: { user: { msisdn: "+6591234567", channelUserId: "U1" }, recipient: { channel: "WhatsApp" } } };

  expect(replyKeys(message({ raw }))).toEqual(["reply:whatsapp:6591234567", "reply:whatsapp:U1"]);
});

test("a message from nowhere is nobody's", () => {
  expect(replyKeys(message({}))).toEqual([]);
});

test("the provider's own webhook is handed on as it is", () => {
  const raw = { namespace: "SMS", payload: { source: "+15550100", body: "yes" } };

  expect(webhookOf(message({ raw }))).toEqual(raw);
});

test("for another channel a webhook of the documented form is made", () => {
  expect(webhookOf(message({ urn: "tel:+15550100" }))).toMatchObject({
    namespace: "SMS",
    payload: { source: "+15550100", body: "yes" },
  });
  expect(webhookOf(message({ urn: "line:U1" }))).toMatchObject({
    namespace: "ChatApps",
    payload: { user: { channelUserId: "U1" }, recipient: { channel: "line" }, content: { text: "yes" } },
  });
});
