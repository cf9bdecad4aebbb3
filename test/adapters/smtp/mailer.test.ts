import { generateKeyPairSync } from "node:crypto";
import { Mailer, MailRefused } from "../../../adapters/smtp/mailer.js";
import type { SmtpSettings } from "../../../adapters/smtp/settings.js";
import { makeCertificate } from "../../support/certificate.js";
import { startMailServer, type Answers, type MailServer } from "./server.js";

const mail = { to: ["ann@example.org"], subject: "Hello", body: "How are you?" };

let server: MailServer;
let mailer: Mailer;
afterEach(async () => {
  mailer.close();
  await server.close();
});

async function start(
  settings: Partial<SmtpSettings> = {},
  answers: Answers = {},
  options: Parameters<typeof startMailServer>[1] = {},
): Promise<void> {
  server = await startMailServer(answers, options);
  mailer = new Mailer({
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    from: "Clinic <hello@clinic.example>",
    ...settings,
  });
}

const failure = (): Promise<unknown> => mailer.deliver(mail).catch((error: unknown) => error);

test("a mail is sent with the sender of the settings", async () => {
  await start({ replyTo: "desk@clinic.example" });
  await mailer.deliver(mail);
  expect(server.mails).toEqual([{ from: "hello@clinic.example", to: ["ann@example.org"], source: expect.any(String) }]);
  const { source = "" } = server.mails[0] ?? {};
  expect(source).toMatch(/^From: Clinic <hello@clinic\.example>\r$/m);
  expect(source).toMatch(/^Reply-To: desk@clinic\.example\r$/m);
  expect(source).toMatch(/^Subject: Hello\r$/m);
  expect(source).toContain("How are you?");
});

test("a mail that is sent again has the Message-ID that it had", async () => {
  await start();
  await mailer.deliver(mail, { key: "session:1:0" });
  await mailer.deliver(mail, { key: "session:1:0" });
  const ids = server.mails.map(({ source }) => /^Message-ID: (.*)\r$/im.exec(source)?.[1]);
  expect(ids).toEqual(["<session.1.0@clinic.example>", "<session.1.0@clinic.example>"]);
});

test("mails share connections", async () => {
  await start({ maxConnections: 1 });
  await Promise.all([mailer.deliver(mail), mailer.deliver(mail), mailer.deliver(mail)]);
  expect(server.mails).toHaveLength(3);
  expect(server.connections()).toBe(1);
});

test.each([550, 552, 554])("an answer of %i to the mail is final", async (status) => {
  await start({}, { mail: () => status });
  expect(await failure()).toBeInstanceOf(MailRefused);
});

test.each([421, 450, 452])("an answer of %i to the mail is not", async (status) => {
  await start({}, { mail: () => status });
  const error = await failure();
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(MailRefused);
});

test("a recipient whom the server does not know is final, and named", async () => {
  await start({}, { recipient: () => 550 });
  const error = await failure();
  expect(error).toBeInstanceOf(MailRefused);
  expect(String(error)).toContain("answer 550");
});

test("a recipient whom the server does not take now is not final", async () => {
  await start({}, { recipient: () => 451 });
  const error = await failure();
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(MailRefused);
});

test("a flow is told of the recipients that were refused; the others have the mail", async () => {
  await start({}, { recipient: (address) => (address.startsWith("bob") ? 550 : undefined) });
  const problem = await mailer.send({ ...mail, to: ["ann@example.org", "bob@example.org"] });
  expect(problem).toContain("bob@example.org: 550");
  expect(server.mails[0]?.to).toEqual(["ann@example.org"]);
});

test("a flow is told why there is no mail, where nobody listens", async () => {
  await start();
  const lonely = new Mailer({ host: "127.0.0.1", port: 1, tls: "none", from: "a@b.example" });
  expect(await lonely.send(mail)).toContain("127.0.0.1");
  lonely.close();
});

test.each([
  "ann@example.org, eve@example.org",
  "Ann <ann@example.org>",
  "ann",
  "ann@example.org\r\nBcc: eve@example.org",
])("'%s' is no address", async (address) => {
  await start();
  await expect(mailer.deliver({ ...mail, to: [address] })).rejects.toThrow(MailRefused);
  expect(server.mails).toEqual([]);
});

test("a subject is one header, whatever a contact wrote", async () => {
  await start();
  await mailer.deliver({ ...mail, subject: "Hi\r\nBcc: eve@example.org" });
  const { source = "" } = server.mails[0] ?? {};
  expect(source).not.toMatch(/^Bcc:/m);
});

test("a login that fails is no fault of the mail", async () => {
  await start(
    { username: "switchboard", password: "wrong" },
    {},
    {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, callback) =>
        password === "right" ? callback(null, { user: "switchboard" }) : callback(new Error("Invalid login")),
    },
  );
  const error = await failure();
  expect(String(error)).toContain("Invalid login");
  expect(error).not.toBeInstanceOf(MailRefused);
});

test("without encryption no mail and no password leaves, unless the settings say so", async () => {
  await start({ tls: "starttls", username: "switchboard", password: "right" });
  expect(await failure()).toBeInstanceOf(Error);
  expect(server.mails).toEqual([]);
});

test.each([
  ["as it is", (pem: string) => pem],
  ["in one line", (pem: string) => pem.replaceAll("\n", " ")],
])("a mail is signed where there is a key, %s", async (_how, written) => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await start({ dkimDomain: "clinic.example", dkimSelector: "mail", dkimKey: written(privateKey) });
  await mailer.deliver(mail);
  const { source = "" } = server.mails[0] ?? {};
  expect(source.replace(/\r\n\s+/g, " ")).toMatch(/^DKIM-Signature: .*d=clinic\.example;.*s=mail;/m);
});

const certificate = makeCertificate();
const encrypted = certificate ? test : test.skip;
if (!certificate) process.stderr.write("Mail over TLS is not tested: there is no OpenSSL.\n");

encrypted.each([
  ["implicit", { secure: true }],
  ["starttls", {}],
] as const)("a mail goes over TLS (%s) to a server whose certificate is trusted", async (tls, options) => {
  await start({ tls, ca: certificate?.cert ?? "" }, {}, { ...certificate, disabledCommands: [], ...options });
  await mailer.deliver(mail);
  expect(server.mails).toHaveLength(1);
});

encrypted("a server whose certificate nobody vouches for gets nothing", async () => {
  await start({ tls: "implicit" }, {}, { ...certificate, secure: true });
  expect(String(await failure())).toContain("self-signed certificate");
  expect(server.mails).toEqual([]);
});
