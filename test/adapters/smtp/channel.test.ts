import { SmtpChannel } from "../../../adapters/smtp/channel.js";
import { CredentialsRefused, DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import { startGreeter, type Greeter } from "../flow.js";
import { startMailServer, type MailServer } from "./server.js";

let greeter: Greeter;
let server: MailServer;
let channel: SmtpChannel;
let status: number | undefined;

beforeEach(async () => {
  status = undefined;
  server = await startMailServer({ recipient: () => status });
  greeter = await startGreeter();
  channel = new SmtpChannel(greeter.switchboard, {
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    from: "hello@clinic.example",
  });
  greeter.switchboard.channels.add(channel);
});
afterEach(async () => {
  await greeter.switchboard.close();
  await server.close();
});

function message(fields: { urn?: string; text?: string; attachments?: string[]; quick_replies?: string[] }): Effect {
  const msg = { uuid: "u", urn: "mailto:ann@example.org", text: "Hi!", ...fields };
  return { key: "session:1:0", channel: "smtp", session: "session", event: { type: "msg_created", msg } };
}

const source = (): string => server.mails[0]?.source ?? "";

test("a message is a mail, whose subject is its first line", async () => {
  await channel.deliver(message({ text: "Your results are in.\nCall us." }));
  expect(server.mails[0]?.to).toEqual(["ann@example.org"]);
  expect(source()).toMatch(/^Subject: Your results are in\.\r$/m);
  expect(source()).toContain("Call us.");
});

test("what may be answered and what is attached stand below the text", async () => {
  await channel.deliver(
    message({ quick_replies: ["Yes", "No"], attachments: ["image/png:https://clinic.example/map.png"] }),
  );
  expect(source()).toContain("Hi!\r\n\r\n1. Yes\r\n2. No\r\n\r\nhttps://clinic.example/map.png");
});

test("a recipient whom the server does not know is refused for good", async () => {
  status = 550;
  await expect(channel.deliver(message({}))).rejects.toThrow(DeliveryRefused);
});

test("where the server is busy it is tried again", async () => {
  status = 451;
  await expect(channel.deliver(message({}))).rejects.not.toBeInstanceOf(DeliveryRefused);
});

test("a telephone number is refused", async () => {
  await expect(channel.deliver(message({ urn: "tel:+12065550100" }))).rejects.toThrow("cannot reach");
});

test("a login that the server refuses is no fault of the message, and the test of the channel tells so", async () => {
  const strict = await startMailServer(
    {},
    { authOptional: false, onAuth: (_login, _session, done) => done(new Error("no")) },
  );
  const { switchboard } = greeter;
  const login = { username: "clinic", password: "a-wrong-one" };
  const settings = {
    id: "strict",
    host: "127.0.0.1",
    port: strict.port,
    tls: "none",
    from: "hello@clinic.example",
  } as const;
  const refused = new SmtpChannel(switchboard, { ...settings, ...login });

  await expect(refused.deliver(message({}))).rejects.toThrow(CredentialsRefused);
  await expect(refused.check()).rejects.toThrow("127.0.0.1 cannot be used: Invalid login");
  await refused.close();
  await strict.close();
});

test("the test of a channel connects, and sends nothing", async () => {
  expect(await channel.check()).toContain("accepts the connection");
  expect(server.mails).toEqual([]);
});
