import { HttpChannel } from "../../../adapters/http/channel.js";
import { DeliveryPostponed } from "../../../runtime/channels/channel.js";
import { startServer, type ApiServer } from "../../api/server.js";
import { loopback } from "../../outgoing/server.js";

const effect = {
  key: "session:1:0",
  channel: "partner",
  session: "session",
  event: { type: "msg_created", msg: { uuid: "u", urn: "tel:+12065550100", text: "Hi!" } },
};

let api: ApiServer;
beforeEach(async () => (api = await startServer()));
afterEach(() => api.close());

/** How a delivery fails where the provider answers so. */
async function failure(status: number, retryAfter: string): Promise<unknown> {
  await using server = await loopback((_request, response) => {
    response.writeHead(status, { "Retry-After": retryAfter }).end();
  });
  const channel = new HttpChannel(api.switchboard, server.http, { id: "partner", url: server.url });
  return await channel.deliver(effect).catch((error: unknown) => error);
}

test.each([429, 503])("a provider that answers %i may say in seconds when it takes more", async (status) => {
  expect(await failure(status, "30")).toMatchObject({ name: "DeliveryPostponed", pauseMs: 30_000 });
});

test("it may say so by a date", async () => {
  const postponed = await failure(429, new Date(Date.now() + 60_000).toUTCString());
  expect(postponed).toBeInstanceOf(DeliveryPostponed);
  // A date has whole seconds, and the test takes its own time.
  expect((postponed as DeliveryPostponed).pauseMs).toBeGreaterThan(30_000);
  expect((postponed as DeliveryPostponed).pauseMs).toBeLessThanOrEqual(60_000);
});

test("a date that has passed is now, and a pause has an end", async () => {
  expect(await failure(429, "Wed, 21 Oct 2015 07:28:00 GMT")).toMatchObject({ pauseMs: 0 });
  expect(await failure(429, "99999999")).toMatchObject({ pauseMs: 2 * 60 * 60 * 1000 });
});

test("what is neither is no pause of the channel: the message is tried again after its own", async () => {
  const error = await failure(429, "soon");
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(DeliveryPostponed);
});
