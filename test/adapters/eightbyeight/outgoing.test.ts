import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import { umidOf } from "./api.js";
import { openAccount, test8x8, type TestAccount } from "./account.js";

let account: TestAccount;
afterEach(async () => {
  expect(account.api.problems).toEqual([]);
  await account.close();
});

const open = async (settings?: Parameters<typeof openAccount>[0]): Promise<void> => {
  account = await openAccount(settings);
};
const aCall = (action: string, params: object) => ({
  type: "voice_message_requested",
  message: {
    subAccountId: "sub_voice",
    action,
    params: { source: "6512345678", destination: "+6591234567", ...params },
  },
});
const aMessage = (msg: object) => ({ type: "msg_created", msg: { uuid: "msg", ...msg } });

describe("steps of workflows", () => {
  test8x8("send an SMS by their own sub-account, and get the API's answer", async () => {
    await open();
    const answer = await account.deliver({
      type: "sms_requested",
      subAccountId: "sub_own",
      destination: "+6591234567",
      text: "Hello",
      source: "ACME",
      clientMessageId: "order-7",
    });

    expect(account.api.requests).toEqual([
      {
        api: "sms",
        subAccount: "sub_own",
        body: { destination: "+6591234567", text: "Hello", source: "ACME", clientMessageId: "order-7" },
      },
    ]);
    expect(answer).toMatchObject({
      status: "queued",
      ids: [umidOf(1)],
      answer: { umid: umidOf(1), status: { code: "QUEUED" }, clientMessageId: "order-7" },
    });
  });

  test8x8("send texts, also where a script has made a number", async () => {
    await open();
    await account.deliver({ type: "sms_requested", destination: 6591234567, text: 42 });
    await account.deliver({
      type: "chat_apps_message_requested",
      message: { user: { msisdn: 6591234567 }, type: "text", content: { text: true } },
    });

    expect(account.api.requests).toMatchObject([
      { body: { destination: "6591234567", text: "42" } },
      { body: { user: { msisdn: "6591234567" }, content: { text: "true" } } },
    ]);
  });

  test8x8("give a message without an id the key of its effect, which a repetition has too", async () => {
    await open();
    await account.deliver({ type: "sms_requested", destination: "+6591234567", text: "Hello" });

    expect(account.api.requests).toMatchObject([{ subAccount: "sub_sms", body: { clientMessageId: "session:1:0" } }]);
  });

  test8x8("send a chat message, whatever the case of its type", async () => {
    await open();
    const answer = await account.deliver({
      type: "chat_apps_message_requested",
      message: { subAccountId: "sub_own", user: { msisdn: "+6591234567" }, type: "Text", content: { text: "Hi" } },
    });

    expect(account.api.requests).toMatchObject([
      {
        api: "chatApps",
        subAccount: "sub_own",
        body: { user: { msisdn: "+6591234567" }, type: "text", content: { text: "Hi" } },
      },
    ]);
    expect(answer).toMatchObject({ ids: [umidOf(1)], answer: { umid: umidOf(1), status: { state: "queued" } } });
  });

  test8x8("say something by a call, and know it by their own id and by the API's", async () => {
    await open();
    const call = aCall("say", { text: "Hi", voiceProfile: "en-US-A", repetition: 2 });
    const answer = await account.deliver({ ...call, message: { ...call.message, clientRequestId: "mine" } });

    expect(account.api.requests).toEqual([
      {
        api: "voice",
        subAccount: "sub_voice",
        body: {
          callflow: [
            { action: "makeCall", params: { source: "6512345678", destination: "+6591234567" } },
            { action: "say", params: { text: "Hi", voiceProfile: "en-US-A", repetition: 2 } },
            { action: "hangup" },
          ],
        },
      },
    ]);
    expect(answer).toMatchObject({
      uid: umidOf(1),
      clientRequestId: "mine",
      destination: "+6591234567",
      statusCode: 1,
    });
  });

  test8x8("play a file by a call", async () => {
    await open();
    await account.deliver(aCall("playFile", { fileUrl: "https://files.example/a.mp3" }));

    expect(account.api.requests[0]!.body["callflow"]).toEqual([
      expect.objectContaining({ action: "makeCall" }),
      { action: "playFile", params: { fileUrl: "https://files.example/a.mp3" } },
      { action: "hangup" },
    ]);
  });

  test8x8("ask for digits by a call that is not hung up before they are there", async () => {
    await open({ voiceProfile: "en-GB-B" });
    await account.deliver(aCall("say&capture", { text: "Press 1 or 2", minDigits: 1, maxDigits: 1 }));

    expect(account.api.requests[0]!.body["callflow"]).toEqual([
      expect.objectContaining({ action: "makeCall" }),
      {
        action: "sayAndCapture",
        params: { promptMessage: "Press 1 or 2", voiceProfile: "en-GB-B", minDigits: 1, maxDigits: 1 },
      },
    ]);
  });
});

describe("messages of conversations", () => {
  test8x8("to a number are an SMS from the sender of the settings", async () => {
    await open({ source: "ACME" });
    const attachments = ["image/png:https://files.example/a.png"];
    const answer = await account.deliver(
      aMessage({ urn: "tel:+6591234567", text: "Hi", attachments, quick_replies: ["Yes", "No"] }),
    );

    expect(account.api.requests).toMatchObject([
      {
        api: "sms",
        body: {
          destination: "+6591234567",
          source: "ACME",
          text: "Hi\n\n1. Yes\n2. No\n\nhttps://files.example/a.png",
        },
      },
    ]);
    expect(answer).toMatchObject({ status: "queued", ids: [umidOf(1)] });
  });

  test8x8.each([
    ["whatsapp:6591234567", { msisdn: "+6591234567" }],
    ["viber:abc123", { channelUserId: "abc123" }],
    ["line:U1f2", { lineUserId: "U1f2" }],
    ["ext:whatsapp:SG.1349", { channelUserId: "SG.1349" }],
  ])("to %s go to the chat app", async (urn, user) => {
    await open();
    await account.deliver(aMessage({ urn, text: "Hi" }));

    expect(account.api.requests).toMatchObject([
      { api: "chatApps", body: { user, type: "text", content: { text: "Hi" } } },
    ]);
  });

  test8x8("with media are a chat message for each part", async () => {
    await open();
    const attachments = [
      "image/png:https://files.example/a.png",
      "application/pdf:https://files.example/b.pdf",
      "geo:1.5,2",
    ];
    const answer = await account.deliver(aMessage({ urn: "whatsapp:6591234567", text: "Look", attachments }));

    expect(account.api.requests.map(({ body }) => [body["type"], body["content"], body["clientMessageId"]])).toEqual([
      ["image", { url: "https://files.example/a.png", text: "Look" }, "session:1:0"],
      ["file", { url: "https://files.example/b.pdf" }, "session:1:0.1"],
      ["location", { location: { latitude: 1.5, longitude: 2 } }, "session:1:0.2"],
    ]);
    expect(answer).toMatchObject({ ids: [1, 2, 3].map(umidOf) });
  });

  test8x8("whose medium can have no text below it send the text behind it", async () => {
    await open();
    const attachments = ["audio/mp3:https://files.example/a.mp3"];
    await account.deliver(aMessage({ urn: "whatsapp:6591234567", text: "Listen", attachments }));

    expect(account.api.requests.map(({ body }) => [body["type"], body["content"], body["clientMessageId"]])).toEqual([
      ["audio", { url: "https://files.example/a.mp3" }, "session:1:0"],
      ["text", { text: "Listen" }, "session:1:0.text"],
    ]);
  });

  test8x8("that are tried again go on behind the parts that are sent", async () => {
    await open();
    const message = aMessage({
      urn: "whatsapp:6591234567",
      text: "Look",
      attachments: ["image:https://files.example/a.png", "video:https://files.example/b.mp4"],
    });
    account.api.answers.push({ status: 200, body: { umid: umidOf(1), user: {}, status: queued } }, unavailable);
    await expect(account.deliver(message)).rejects.toThrow("answered with 503");

    await account.deliver(message);

    expect(account.api.requests.map(({ body }) => body["type"])).toEqual(["image", "video", "video"]);
  });
});

const queued = { state: "queued", timestamp: "2026-01-15T12:00:00.00Z" };
const unavailable = { status: 503, body: {} };
const anSms = { type: "sms_requested", destination: "+6591234567", text: "Hello" };

describe("what 8x8 answers otherwise", () => {
  test8x8("is a refusal, in its words, where no repetition can mend it", async () => {
    await open();
    const body = {
      code: 1002,
      message: "Invalid MSISDN format.",
      errorId: "af4a8c1e",
      timestamp: "2026-01-15T12:00:00.00Z",
    };
    account.api.answers.push({ status: 400, body });

    const delivery = account.deliver(anSms);

    await expect(delivery).rejects.toThrow(DeliveryRefused);
    await expect(delivery).rejects.toThrow("Invalid MSISDN format.. Error id: af4a8c1e");
  });

  test8x8("is a refusal where no call was made", async () => {
    await open();
    const body = {
      sessionStatus: "NOT_CREATED",
      callFlowRequestId: "x",
      statusCode: -1007,
      statusMessage: "no such action",
    };
    account.api.answers.push({ status: 422, body });

    const delivery = account.deliver(aCall("say", { text: "Hi", voiceProfile: "en-US-A" }));

    await expect(delivery).rejects.toThrow(DeliveryRefused);
    await expect(delivery).rejects.toThrow("no such action");
  });

  test8x8.each([401, 403, 408, 429, 500, 503])(
    "is no refusal with status %i, which time or the operator may mend",
    async (status) => {
      await open();
      account.api.answers.push({ status, body: { message: "not now" } });
      const error = await account.deliver(anSms).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(DeliveryRefused);
    },
  );

  test8x8("is nothing where nobody listens: that is tried again", async () => {
    await open({ smsUrl: "http://127.0.0.1:9" });
    const error = await account.deliver(anSms).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(DeliveryRefused);
  });
});

test8x8("a step that names no sub-account, where the settings have none either, is refused", async () => {
  await open();
  const { action, params } = aCall("say", { text: "Hi" }).message;
  const delivery = account.deliver({ type: "voice_message_requested", message: { action, params } });
  await expect(delivery).rejects.toThrow("'voiceSubAccountId'");
});

test8x8("what is no message of the channel's is refused", async () => {
  await open();
  await expect(account.deliver({ type: "call_dialed" })).rejects.toThrow("not 'call_dialed'");
});

test8x8("a message that is taken but rejected is an answer to its step, and no message on its way", async () => {
  await open();
  const rejected = {
    umid: umidOf(1),
    destination: "+6591234567",
    encoding: "GSM7",
    status: { code: "REJECTED", description: "no route" },
  };
  account.api.answers.push({ status: 200, body: rejected });

  expect(await account.deliver(anSms)).toEqual(rejected);
});

test8x8("a message that is taken but rejected is an answer to its step, and no message on its way", async () => {
  await open();
  const rejected = {
    umid: umidOf(1),
    destination: "+6591234567",
    encoding: "GSM7",
    status: { code: "REJECTED", description: "no route" },
  };
  account.api.answers.push({ status: 200, body: rejected });

  expect(await account.deliver(anSms)).toEqual(rejected);
});
