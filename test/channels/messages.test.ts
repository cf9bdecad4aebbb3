import { outgoingMessage } from "../../runtime/channels/messages.js";
import type { JsonObject } from "../../runtime/json.js";

const chat = (message: JsonObject) => outgoingMessage({ event: { type: "chat_apps_message_requested", message } });

test("a message to a chat app goes to its user's number on WhatsApp", () => {
  const message = { user: { msisdn: "+6591234567" }, type: "text", content: { text: "Hello, world!" } };
  expect(chat(message)).toMatchObject({ urn: "whatsapp:6591234567", text: "Hello, world!", attachments: [] });
});

test("a message to a chat app has its medium as an attachment", () => {
  const content = { url: "https://files.example/a.png", text: "Look" };
  expect(chat({ user: { lineUserId: "U1f2" }, type: "Image", content })).toMatchObject({
    urn: "line:U1f2",
    text: "Look",
    attachments: ["image:https://files.example/a.png"],
  });
});

test("a message to an id of some chat app goes to the contact's own address", () => {
  expect(chat({ user: { channelUserId: "abc" }, type: "text", content: { text: "Hi" } })).not.toHaveProperty("urn");
});

test("a message to a chat app that names no user is none", () => {
  expect(chat({ type: "text", content: { text: "Hi" } })).toBeUndefined();
});
