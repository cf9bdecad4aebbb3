import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpChannel } from "../../../adapters/http/channel.js";
import { systemClock } from "../../../runtime/clock.js";
import { OutgoingHttp } from "../../../runtime/outgoing/client.js";
import { CredentialsRefused, DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import { addDefinition, chain, startServer, type ApiServer } from "../../api/server.js";

interface Posted {
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

const http = new OutgoingHttp(systemClock, { allow: ["127.0.0.1"] });
let provider: Server;
let posted: Posted[];
/** Status of the provider's answers; undefined: it gives none. */
let status: number | undefined;
let api: ApiServer;
let channel: HttpChannel;

beforeEach(async () => {
  posted = [];
  status = 200;
  provider = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      posted.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      provider.emit("posted");
      if (status !== undefined) response.writeHead(status, { Location: "/elsewhere" }).end("answer");
    });
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  api = await startServer();
  channel = new HttpChannel(api.switchboard, http, {
    id: "partner",
    url: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/messages`,
    headers: { Authorization: "Bearer of-the-partner" },
    timeout: 200,
  });
  api.switchboard.channels.add(channel);
});
afterEach(async () => {
  await api.close();
  provider.closeAllConnections();
  provider.close();
});

const URN = "tel:+12065550100";
const effect: Effect = {
  key: "session:1:0",
  channel: "partner",
  session: "session",
  event: { type: "msg_created", msg: { uuid: "u", urn: `${URN}?channel=partner`, text: "Hi!" } },
};

test("a message comes in, and the flow's answer is posted", async () => {
  await addDefinition(api.switchboard, chain("greeting", ["contact-send_msg", { text: "Hi!" }]));
  api.switchboard.triggers.onMessage({ flow: { id: "greeting" }, whenWaiting: "leave", matches: () => ({}) });
  const answered = once(provider, "posted");
  const { status: accepted, body } = await api.request("POST", "/channels/partner/messages", {
    urn: URN,
    text: "hello",
  });
  expect(accepted).toBe(202);
  expect(body).toEqual({ input: expect.any(String) });
  await answered;
  expect(posted[0]?.body).toEqual({ urn: URN, text: "Hi!", key: expect.any(String) });
});

test("an effect is posted with its key and the headers of the settings", async () => {
  await channel.deliver(effect);
  expect(posted).toEqual([
    {
      headers: expect.objectContaining({
        "content-type": "application/json",
        "idempotency-key": "session:1:0",
        authorization: "Bearer of-the-partner",
      }),
      body: { urn: URN, text: "Hi!", key: "session:1:0" },
    },
  ]);
});

test.each([400, 403, 404, 422, 302])("an answer of %i is a refusal", async (answer) => {
  status = answer;
  await expect(channel.deliver(effect)).rejects.toThrow(DeliveryRefused);
});

test("credentials that are refused are no fault of the message: it is tried again", async () => {
  status = 401;
  await expect(channel.deliver(effect)).rejects.toThrow(CredentialsRefused);
});

test.each([408, 429, 500, 503])("after an answer of %i it is tried again", async (answer) => {
  status = answer;
  const failure = await channel.deliver(effect).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(DeliveryRefused);
});

test("without an answer in time it is tried again", async () => {
  status = undefined;
  const failure = await channel.deliver(effect).catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(DeliveryRefused);
  expect(String(failure)).toContain("no answer in time");
});

test("where nobody listens it is tried again", async () => {
  const lonely = new HttpChannel(api.switchboard, http, { url: "http://127.0.0.1:1/" });
  await expect(lonely.deliver(effect)).rejects.not.toBeInstanceOf(DeliveryRefused);
});

test("a message that is sent again with its id counts once", async () => {
  const send = (): ReturnType<ApiServer["request"]> =>
    api.request("POST", "/channels/partner/messages", { urn: URN, text: "hello", id: "m-1" });
  const first = await send();
  expect((await send()).body).toEqual({ input: first.body["input"], duplicate: true });
});
