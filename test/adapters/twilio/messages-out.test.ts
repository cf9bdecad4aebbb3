import { CredentialsRefused, DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { JsonObject } from "../../../runtime/json.js";
import type { Effect } from "../../../runtime/session/event.js";
import { contract, NUMBER, openAccount, testTwilio, type TwilioAccount } from "./account.js";

const CONTENT = `HX${"1".repeat(32)}`;

let account: TwilioAccount;
const open = async (settings: Parameters<typeof openAccount>[0] = {}): Promise<void> => {
  account = await openAccount(settings);
};
afterEach(async () => {
  if (contract) await account.close();
});

function message(fields: JsonObject = {}): Effect {
  const msg = { uuid: "u", urn: "tel:+12065550100", text: "Hi!", ...fields };
  return { key: "session:1:0", channel: "twilio", session: "session", event: { type: "msg_created", msg } };
}

/** What was asked for, without the address that Twilio is to tell statuses to. */
const forms = (): unknown[] => account.api.requests.map(({ form: { StatusCallback: _, ...form } }) => form);

async function failure(effect = message()): Promise<unknown> {
  return account.channel.deliver(effect).catch((error: unknown) => error);
}

/** Sends a message that the contract has nothing against. */
async function deliver(effect = message()): Promise<unknown> {
  const answer = await account.channel.deliver(effect);
  expect(account.api.problems).toEqual([]);
  return answer;
}

testTwilio("an SMS goes from the number of the settings", async () => {
  await open();
  expect(await deliver()).toMatchObject({ status: "queued", ids: [expect.stringMatching(/^SM/)] });
  expect(account.api.requests[0]?.operation).toBe("POST /Messages.json");
  expect(forms()).toEqual([{ To: "+12065550100", From: NUMBER, Body: "Hi!" }]);
});

testTwilio("a Messaging Service chooses the sender where there is one", async () => {
  const messagingServiceSid = `MG${"2".repeat(32)}`;
  await open({ messagingServiceSid });
  await deliver();
  expect(forms()).toEqual([{ To: "+12065550100", MessagingServiceSid: messagingServiceSid, Body: "Hi!" }]);
});

testTwilio("attachments make an MMS of ten media at most", async () => {
  await open();
  const urls = Array.from({ length: 11 }, (_, index) => `https://clinic.example/${index}.png`);
  await deliver(message({ attachments: urls.map((url) => `image/png:${url}`) }));
  expect(forms()).toEqual([
    expect.objectContaining({ Body: "Hi!", MediaUrl: urls.slice(0, 10) }),
    { To: "+12065550100", From: NUMBER, MediaUrl: urls.slice(10) },
  ]);
});

testTwilio("answers to choose from and places stand below the text", async () => {
  await open();
  await deliver(message({ quick_replies: ["Yes", "No"], attachments: ["geo:47.6,-122.3"] }));
  expect(forms()).toEqual([expect.objectContaining({ Body: "Hi!\n\n1. Yes\n2. No\n\ngeo:47.6,-122.3" })]);
});

testTwilio("a text that is too long for one message is cut between words", async () => {
  await open();
  const words = Array.from({ length: 400 }, (_, index) => `word${index}`);
  await deliver(message({ text: words.join(" ") }));
  const bodies = account.api.requests.map(({ form }) => String(form["Body"]));
  expect(bodies.length).toBe(2);
  expect(Math.max(...bodies.map((body) => body.length))).toBeLessThanOrEqual(1600);
  expect(bodies.join(" ").split(" ")).toEqual(words);
});

testTwilio("on WhatsApp each media is a message of its own", async () => {
  await open({ whatsappNumber: "+12065550188" });
  const attachments = ["image/png:https://clinic.example/1.png", "application/pdf:https://clinic.example/2.pdf"];
  await deliver(message({ urn: "whatsapp:12065550100", attachments }));
  const ends = { To: "whatsapp:+12065550100", From: "whatsapp:+12065550188" };
  expect(forms()).toEqual([
    { ...ends, Body: "Hi!", MediaUrl: ["https://clinic.example/1.png"] },
    { ...ends, MediaUrl: ["https://clinic.example/2.pdf"] },
  ]);
});

testTwilio("a template of WhatsApp is named by its ContentSid, with its variables", async () => {
  await open({ whatsappNumber: "+12065550188" });
  const template = { uuid: "t", name: "reminder" };
  const templating = { template, namespace: CONTENT, language: "eng", variables: ["Ann", "9:30"] };
  await deliver(message({ urn: "whatsapp:12065550100", templating }));
  expect(forms()).toEqual([
    {
      To: "whatsapp:+12065550100",
      From: "whatsapp:+12065550188",
      ContentSid: CONTENT,
      ContentVariables: '{"1":"Ann","2":"9:30"}',
    },
  ]);
});

testTwilio.each(["facebook:123", "mailto:ann@example.org"])("nobody at %s can be reached", async (urn) => {
  await open();
  expect(await failure(message({ urn }))).toBeInstanceOf(DeliveryRefused);
  expect(account.api.requests).toEqual([]);
});

testTwilio("WhatsApp needs a sender there", async () => {
  await open();
  const error = await failure(message({ urn: "whatsapp:12065550100" }));
  expect(error).toBeInstanceOf(DeliveryRefused);
  expect(String(error)).toContain("whatsappNumber");
});

testTwilio.each([
  ["somebody who wrote STOP", { status: 400, code: 21610 }],
  ["a number that is none", { status: 400, code: 21211 }],
  ["a landline", { status: 400, code: 21614 }],
  ["a country that is not allowed", { status: 403, code: 21408 }],
])("%s is refused for good", async (_who, answer) => {
  await open();
  account.api.answers.push(answer);
  const error = await failure();
  expect(error).toBeInstanceOf(DeliveryRefused);
  expect(String(error)).toContain(`error ${answer.code}`);
});

testTwilio.each([
  ["too many requests", { status: 429, code: 20429 }],
  ["a queue that is full", { status: 400, code: 21611 }],
  ["an outage", { status: 503 }],
  ["a wrong token, which the operator can mend", { status: 401, code: 20003 }],
])("after %s it is tried again", async (_why, answer) => {
  await open();
  account.api.answers.push(answer);
  const error = await failure();
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(DeliveryRefused);
});

testTwilio("where nobody answers it is tried again", async () => {
  await open({ apiUrl: "http://127.0.0.1:1" });
  const error = await failure();
  expect(String(error)).toContain("127.0.0.1:1");
  expect(error).not.toBeInstanceOf(DeliveryRefused);
});

testTwilio("of a message in parts, those that are sent are not sent again", async () => {
  await open({ whatsappNumber: "+12065550188" });
  const attachments = ["image/png:https://clinic.example/1.png", "image/png:https://clinic.example/2.png"];
  const effect = message({ urn: "whatsapp:12065550100", attachments });
  account.api.answers.push(undefined, { status: 503 });
  await failure(effect);
  await account.channel.deliver(effect);
  expect(account.api.requests.map(({ form }) => form["MediaUrl"])).toEqual([
    ["https://clinic.example/1.png"],
    ["https://clinic.example/2.png"],
    ["https://clinic.example/2.png"],
  ]);
});

testTwilio("the test of the channel asks for the account, and tells what Twilio says", async () => {
  await open();
  expect(await account.channel.check()).toMatch(/^Twilio knows the account AC/);
  expect(account.api.requests).toMatchObject([{ operation: "GET .json" }]);

  account.api.answers.push({ status: 401, code: 20003 });
  await expect(account.channel.check()).rejects.toThrow(CredentialsRefused);
});
