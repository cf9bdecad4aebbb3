import type { Message } from "../../../runtime/session/input.js";
import { addDefinition, chain } from "../../api/server.js";
import { contract, NUMBER, openAccount, PUBLIC_URL, sign, testTwilio, type TwilioAccount } from "./account.js";
import { ACCOUNT } from "./api.js";

let account: TwilioAccount;
let received: Message[];

const open = async (settings: Parameters<typeof openAccount>[0] = {}): Promise<void> => {
  account = await openAccount(settings);
  received = [];
  const { switchboard } = account.server;
  await addDefinition(switchboard, chain("greeting", ["contact-send_msg", { text: "Hi!" }]));
  switchboard.triggers.onMessage({
    flow: { id: "greeting" },
    whenWaiting: "leave",
    matches: ({ message }) => {
      received.push(message);
      return {};
    },
  });
};
afterEach(async () => {
  if (contract) await account.close();
});

const SMS = { MessageSid: `SM${"3".repeat(32)}`, From: "+12065550100", To: NUMBER, Body: "hello", NumMedia: "0" };

testTwilio("an SMS comes in, and the flow's answer is sent", async () => {
  await open();
  const answer = await account.webhook("/messages", SMS);
  expect(answer).toMatchObject({ status: 200, type: expect.stringContaining("text/xml") });
  expect(answer.text).toMatch(/<Response\/>$/);
  await account.api.received(1);
  expect(account.api.requests[0]?.form).toMatchObject({ To: "+12065550100", From: NUMBER, Body: "Hi!" });
  expect(account.api.problems).toEqual([]);
});

testTwilio("media are attachments", async () => {
  await open();
  const url = "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME";
  await account.webhook("/messages", { ...SMS, NumMedia: "1", MediaUrl0: url, MediaContentType0: "image/jpeg" });
  await account.server.switchboard.whenIdle();
  expect(received[0]?.attachments).toEqual([`image/jpeg:${url}`]);
});

testTwilio("a message of WhatsApp brings its sender's name, and a place", async () => {
  await open({ whatsappNumber: "+12065550188" });
  await account.webhook("/messages", {
    ...SMS,
    From: "whatsapp:+12065550100",
    To: "whatsapp:+12065550188",
    ProfileName: "Ann",
    WaId: "12065550100",
    Latitude: "47.6",
    Longitude: "-122.3",
  });
  await account.api.received(1);
  expect(received[0]).toMatchObject({ urn: "whatsapp:12065550100", attachments: ["geo:47.6,-122.3"] });
  const contact = await account.server.switchboard.contactWith("whatsapp:12065550100");
  expect(contact.document["name"]).toBe("Ann");
  expect(account.api.requests[0]?.form["To"]).toBe("whatsapp:+12065550100");
});

testTwilio("what Twilio sends again counts once", async () => {
  await open();
  await account.webhook("/messages", SMS);
  const again = await account.webhook("/messages", SMS);
  expect(again.status).toBe(200);
  await account.server.switchboard.whenIdle();
  expect(received).toHaveLength(1);
});

testTwilio("a webhook behind a proxy is signed for the public address", async () => {
  await open({ publicUrl: "https://proxy.example.org:8443/node-red/" });
  const url = "https://proxy.example.org:8443/node-red/switchboard/webhooks/twilio/messages";
  const signature = sign(url, { AccountSid: ACCOUNT, ...SMS });
  expect((await account.webhook("/messages", SMS, { signature })).status).toBe(200);
});

testTwilio.each([
  ["no signature", ""],
  ["another's signature", "c2lnbmF0dXJl"],
  ["the signature of another message", sign(`${PUBLIC_URL}/switchboard/webhooks/twilio/messages`, { Body: "hi" })],
])("with %s nothing comes in", async (_what, signature) => {
  await open();
  const answer = await account.webhook("/messages", SMS, { signature });
  expect(answer.status).toBe(403);
  expect(answer.text).toContain("signature");
  await account.server.switchboard.whenIdle();
  expect(received).toEqual([]);
});

testTwilio("a webhook that is unknown is not there", async () => {
  await open();
  expect((await account.webhook("/elsewhere", SMS)).status).toBe(404);
});
