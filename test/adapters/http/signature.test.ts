import { createHmac } from "node:crypto";
import { HttpChannel } from "../../../adapters/http/channel.js";
import type { HttpSettings } from "../../../adapters/http/settings.js";
import { startServer, type Answer, type ApiServer } from "../../api/server.js";
import { bodyOf, loopback } from "../../outgoing/server.js";

const SECRET = "of the partner";
const MESSAGE = JSON.stringify({ urn: "tel:+12065550100", text: "hello", id: "in-1" });
const hmac = (body: string, encoding: "hex" | "base64" = "hex", secret = SECRET): string =>
  createHmac("sha256", secret).update(body).digest(encoding);

let api: ApiServer;
beforeEach(async () => (api = await startServer()));
afterEach(() => api.close());

describe("what goes out", () => {
  test.each(["json", "form"] as const)("a %s is signed as it is sent", async (format) => {
    const signed: { body: string; signature: unknown }[] = [];
    await using server = await loopback((request, response) => {
      void bodyOf(request).then((body) => {
        signed.push({ body, signature: request.headers["x-signature"] });
        response.end("{}");
      });
    });
    const settings: HttpSettings = { id: "partner", url: server.url, auth: "hmac", secret: SECRET, format };
    const event = { type: "msg_created", msg: { uuid: "u", urn: "tel:+12065550100", text: "Grüße & more" } };
    await new HttpChannel(api.switchboard, server.http, settings).deliver({
      key: "session:1:0",
      channel: "partner",
      session: "session",
      event,
    });
    expect(signed).toEqual([{ body: expect.stringContaining("12065550100"), signature: hmac(signed[0]!.body) }]);
  });
});

describe("what comes in", () => {
  /** The provider calls the webhook of a channel with these settings. */
  async function call(
    body: string,
    headers: Record<string, string>,
    settings: Partial<HttpSettings> = {},
  ): Promise<Answer> {
    await using server = await loopback(() => {});
    const own: HttpSettings = { id: "partner", url: server.url, inAuth: "hmac", inSecret: SECRET, ...settings };
    api.switchboard.channels.add(new HttpChannel(api.switchboard, server.http, own));
    return await api.request("POST", "/webhooks/partner/messages", body, headers);
  }

  test.each([
    ["hexadecimal digits", hmac(MESSAGE)],
    ["Base64", hmac(MESSAGE, "base64")],
    ["hexadecimal digits with the algorithm before", `sha256=${hmac(MESSAGE)}`],
  ])("a good signature in %s is let in", async (_how, signature) => {
    expect((await call(MESSAGE, { "X-Signature": signature })).status).toBe(200);
  });

  test.each([
    ["of another body", { "X-Signature": hmac(MESSAGE.replace("hello", "goodbye")) }],
    ["by another secret", { "X-Signature": hmac(MESSAGE, "hex", "of somebody else") }],
    ["that is cut short", { "X-Signature": hmac(MESSAGE).slice(0, 32) }],
    ["in another header", { "X-Other": hmac(MESSAGE) }],
    ["that is not there", {}],
  ])("a signature %s is not, and no message comes of it", async (_what, headers: Record<string, string>) => {
    expect((await call(MESSAGE, headers)).status).toBe(401);
    expect(await api.switchboard.store.contactByUrn("tel:+12065550100")).toBeUndefined();
  });

  test("without a secret in the settings nobody is let in", async () => {
    const { status } = await call(MESSAGE, { "X-Signature": hmac(MESSAGE, "hex", "") }, { inSecret: "" });
    expect(status).toBe(401);
  });

  test("a signed message that is replayed counts once", async () => {
    const headers = { "X-Signature": hmac(MESSAGE) };
    const first = await call(MESSAGE, headers);
    expect((await call(MESSAGE, headers)).body).toEqual({ input: first.body["input"], duplicate: true });
  });

  test("a form is signed and read as it came", async () => {
    const form = "from=%2B12065550100&body=Gr%C3%BC%C3%9Fe+%26+more&reference=in-1";
    const settings = { messageUrn: "tel:@body.from", messageText: "@body.body", messageId: "@body.reference" };
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const taken: string[] = [];
    api.switchboard.triggers.onMessage({
      flow: { id: "none" },
      whenWaiting: "leave",
      matches: ({ message }) => void taken.push(message.text),
    });
    expect((await call(form, { ...type, "X-Signature": hmac(form) }, settings)).status).toBe(200);
    await api.switchboard.whenIdle();
    expect(taken).toEqual(["Grüße & more"]);
    expect((await call(`${form}&x=1`, { ...type, "X-Signature": hmac(form) }, settings)).status).toBe(401);
  });
});
