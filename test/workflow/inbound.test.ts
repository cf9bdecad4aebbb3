import type { JsonObject } from "../../runtime/json.js";
import { inboundMessage } from "../../runtime/workflow/inbound.js";

const UMID = "00000000-0000-4000-8000-000000000007";

const anSms = (payload: object): JsonObject => ({
  namespace: "SMS",
  eventType: "inbound_message_received",
  description: "SMS inbound message",
  payload: { umid: UMID, source: "+6591234567", destination: "6512345", body: "hi", ...payload },
});
const aChat = (payload: object): JsonObject => ({
  namespace: "ChatApps",
  eventType: "inbound_message_received",
  payload: {
    umid: UMID,
    user: { msisdn: "+6591234567", channelUserId: "6591234567", name: "Ada" },
    recipient: { channel: "whatsapp", channelId: "c" },
    type: "Text",
    content: { text: "hi" },
    ...payload,
  },
});

test("an SMS is from its source's number, and keeps the webhook", () => {
  const webhook = anSms({});
  expect(inboundMessage(webhook)).toEqual({ urn: "tel:+6591234567", text: "hi", id: UMID, raw: webhook });
});

test("a number without plus is the same number", () => {
  expect(inboundMessage(anSms({ source: "6591234567" }))).toMatchObject({ urn: "tel:+6591234567" });
});

test("a chat message is from the user of the app, by name", () => {
  expect(inboundMessage(aChat({}))).toMatchObject({ urn: "whatsapp:6591234567", text: "hi", name: "Ada", id: UMID });
});

test.each([
  ["whatsapp, whose user id is a number", "whatsapp", { channelUserId: "6591234567" }, "whatsapp:6591234567"],
  ["whatsapp, whose user id is none", "whatsapp", { channelUserId: "SG.1349" }, "ext:whatsapp:SG.1349"],
  ["whatsapp, both", "whatsapp", { msisdn: "+6591234567", channelUserId: "SG.1349" }, "whatsapp:6591234567"],
  ["viber", "viber", { channelUserId: "abc=", msisdn: "+6591234567" }, "viber:abc="],
  ["line", "line", { channelUserId: "U1f2" }, "line:U1f2"],
  ["RCS", "RCS", { msisdn: "+6591234567" }, "tel:+6591234567"],
  ["SMS by the chat API", "sms", { msisdn: "+6591234567" }, "tel:+6591234567"],
  ["an app without a scheme of its own", "Zalo", { channelUserId: "77" }, "ext:zalo:77"],
])("who writes by %s has a URN", (_case, channel, user, urn) => {
  expect(inboundMessage(aChat({ user, recipient: { channel } }))).toMatchObject({ urn });
});

test("media and places are attachments", () => {
  const image = { type: "Image", content: { url: "https://files.example/a.png", text: "look" } };
  expect(inboundMessage(aChat(image))).toMatchObject({
    text: "look",
    attachments: ["image:https://files.example/a.png"],
  });
  const place = { type: "Location", content: { location: { latitude: 1.5, longitude: -2 } } };
  expect(inboundMessage(aChat(place))).toMatchObject({ text: "", attachments: ["geo:1.5,-2"] });
});

test("a choice of buttons or of a list is its title", () => {
  const interactive = { type: "button_reply", button_reply: { id: "b1", title: "Yes, please" } };
  expect(inboundMessage(aChat({ type: "Interactive", content: { interactive } }))).toMatchObject({
    text: "Yes, please",
  });
});

test("a message without an id has none", () => {
  const payload = { source: "+6591234567", body: "hi" };
  expect(inboundMessage({ ...anSms({}), payload })).not.toHaveProperty("id");
});

test.each([
  ["without a source", anSms({ source: "" })],
  ["without a user", aChat({ user: {} })],
  ["without a payload", { namespace: "SMS", eventType: "inbound_message_received" }],
])("a webhook %s is no message", (_case, webhook) => {
  expect(inboundMessage(JSON.parse(JSON.stringify(webhook)) as JsonObject)).toBeUndefined();
});
