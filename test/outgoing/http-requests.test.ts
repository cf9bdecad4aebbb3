import { DeliveryRefused } from "../../runtime/channels/channel.js";
import { HTTP_REQUESTS, HttpRequests, requestEvent } from "../../runtime/outgoing/http-requests.js";
import type { Effect } from "../../runtime/session/event.js";
import { bodyOf, loopback } from "./server.js";

function effect(url: string, attempts: "once" | "until_taken" = "once"): Effect {
  const event = requestEvent({ method: "POST", url, body: "hello", timeout_ms: 1000, attempts });
  return { key: "s:1:0", channel: HTTP_REQUESTS, session: "s", event };
}

test("the step is told status, headers and body", async () => {
  const seen: string[] = [];
  await using server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push(`${body} ${request.headers["idempotency-key"]}`);
      response.writeHead(404, "Nobody Here", { "X-Reason": "gone: really" }).end("no");
    });
  });

  const result = await new HttpRequests(server.http).deliver(effect(server.url));

  expect(result).toMatchObject({
    status: 404,
    reason: "Nobody Here",
    headers: { "x-reason": "gone: really" },
    body: "no",
  });
  expect(seen).toEqual(["hello s:1:0"]);
});

test("a request that is made once answers with its failure", async () => {
  await using server = await loopback((request) => void request.socket.destroy());

  const result = await new HttpRequests(server.http).deliver(effect(server.url));

  expect(result).toMatchObject({ failure: { kind: "connection" } });
});

test.each([500, 503, 429, 408])("%i is tried again where the request insists", async (status) => {
  await using server = await loopback((_request, response) => void response.writeHead(status).end());

  const delivery = new HttpRequests(server.http).deliver(effect(server.url, "until_taken"));

  await expect(delivery).rejects.toThrow(`answered with ${status}`);
  await expect(delivery).rejects.not.toBeInstanceOf(DeliveryRefused);
});

test("400 is final where the request insists", async () => {
  await using server = await loopback((_request, response) => void response.writeHead(400).end());

  await expect(new HttpRequests(server.http).deliver(effect(server.url, "until_taken"))).rejects.toThrow(
    DeliveryRefused,
  );
});

test("any other effect is refused", async () => {
  await using server = await loopback(() => {});
  const other: Effect = { key: "k", channel: HTTP_REQUESTS, session: "s", event: { type: "msg_created" } };

  await expect(new HttpRequests(server.http).deliver(other)).rejects.toThrow("'msg_created' is no request by HTTP.");
});
