import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { HttpChannel } from "../../../adapters/http/channel.js";
import type { HttpSettings } from "../../../adapters/http/settings.js";
import { httpAdapter } from "../../../adapters/http/index.js";
import { readChannelSettings } from "../../../adapters/settings.js";
import { addDefinition, chain, startServer } from "../../api/server.js";
import { bodyOf, loopback } from "../../outgoing/server.js";

/** The settings of an example in docs/channels.md. */
function example(id: string): HttpSettings {
  const page = readFileSync(join(__dirname, "../../../docs/channels.md"), "utf8");
  const text = [...page.matchAll(/```js\n(http: \[[\s\S]*?\]),\n```/g)]
    .map(([, code]) => code)
    .find((code) => code!.includes(`"${id}"`));
  const settings = (vm.runInNewContext(`({ ${text} })`) as { http: unknown[] }).http[0];
  const shaped = readChannelSettings(httpAdapter, JSON.parse(JSON.stringify(settings)));
  if (!shaped.ok) throw new Error(JSON.stringify(shaped.problems));
  return shaped.value as HttpSettings;
}

interface Case {
  readonly answer: string;
  readonly sent: string;
  readonly incoming: string;
  readonly report: string;
  readonly type: string;
  readonly credentials: Record<string, string>;
}

const cases: Readonly<Record<string, Case>> = {
  vonage: {
    answer: '{"messages": [{"status": "0", "message-id": "ext-1"}]}',
    sent: '{"api_key":"abcd1234","api_secret":"the API secret","from":"12065550199","to":"12065550100","text":"Hi!"}',
    incoming: '{"msisdn": "12065550100", "to": "12065550199", "messageId": "in-1", "text": "hello"}',
    report: '{"msisdn": "12065550100", "messageId": "ext-1", "status": "rejected", "err-code": "7"}',
    type: "application/json",
    credentials: { "X-Api-Key": "a key that your proxy adds" },
  },
  africastalking: {
    answer: '{"SMSMessageData": {"Recipients": [{"statusCode": 101, "status": "Success", "messageId": "ext-1"}]}}',
    sent: "username=clinic&to=%2B12065550100&message=Hi%21&from=CLINIC",
    incoming: "from=%2B12065550100&to=CLINIC&id=in-1&text=hello",
    report: "id=ext-1&status=Failed&phoneNumber=%2B12065550100&failureReason=UserInBlacklist",
    type: "application/x-www-form-urlencoded",
    credentials: {
      Authorization: `Basic ${Buffer.from("africastalking:a password, in the callback URL").toString("base64")}`,
    },
  },
};

test.each(Object.entries(cases))("the example for %s does what it says", async (id, known) => {
  const sent: string[] = [];
  await using server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      sent.push(body);
      response.end(known.answer);
    });
  });
  const api = await startServer();
  try {
    const { switchboard } = api;
    switchboard.channels.add(new HttpChannel(switchboard, server.http, { ...example(id), url: server.url }));
    await addDefinition(switchboard, chain("hi", ["contact-send_msg", { text: "Hi!" }]));
    switchboard.triggers.onMessage({ flow: { id: "hi" }, whenWaiting: "leave", matches: () => ({}) });
    const call = (path: string, body: string) =>
      api.request("POST", `/webhooks/${id}/${path}`, body, { "Content-Type": known.type, ...known.credentials });

    expect((await call("messages", known.incoming)).status).toBe(200);
    while (sent.length === 0) await new Promise(setImmediate);
    expect((await call("statuses", known.report)).status).toBe(200);
    await switchboard.whenIdle();

    expect(sent).toEqual([known.sent]);
    const statuses = (await switchboard.store.eventsAfter(0, 100)).flatMap(({ event }) =>
      event.type === "msg_status" ? [event] : [],
    );
    expect(statuses).toMatchObject([
      { status: "sent", external_id: "ext-1" },
      { status: "failed", external_id: "ext-1" },
    ]);
  } finally {
    await api.close();
  }
});
