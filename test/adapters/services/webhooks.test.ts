import { ServiceBench } from "./bench.js";

const AT_ONCE = { webhooks: { backoffsMs: [0, 0] } };

test("a webhook's answer is logged as it went over the wire, and becomes the result", async () => {
  await using bench = await ServiceBench.open([[200, { ok: "true" }]]);
  const [called, result] = await bench.run("call_webhook", {
    method: "POST",
    url: `${bench.url}/?cmd=success`,
    headers: { Authorization: "Token AAFFZZHH" },
    body: '{"who": "@contact.urn"}',
    result_name: "webhook",
  });
  expect(called).toMatchObject({
    type: "webhook_called",
    url: `${bench.url}/?cmd=success`,
    status: "success",
    status_code: 200,
  });
  expect(called!["request"]).toMatch(
    /^POST \/\?cmd=success HTTP\/1\.1\r\n[^]*Authorization: Token AAFFZZHH\r\n[^]*\{"who": "tel:\+15550100"\}$/,
  );
  expect(called!["response"]).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"ok":"true"\}$/);
  expect(result).toMatchObject({ value: "200", category: "Success", extra: { ok: "true" } });
});

test("a GET is tried again while the server is not there; what came last is logged", async () => {
  await using bench = await ServiceBench.open([
    [503, ""],
    [502, ""],
    [200, "{}"],
  ]);
  const events = await bench.run("call_webhook", { method: "GET", url: bench.url }, AT_ONCE);
  expect(bench.seen).toHaveLength(3);
  expect(events).toEqual([expect.objectContaining({ status: "success" })]);
});

test("a POST is made once: the server may have done it", async () => {
  await using bench = await ServiceBench.open([
    [503, ""],
    [200, "{}"],
  ]);
  const events = await bench.run("call_webhook", { method: "POST", url: bench.url, body: "x" }, AT_ONCE);
  expect(bench.seen).toHaveLength(1);
  expect(events).toEqual([expect.objectContaining({ status: "response_error", status_code: 503 })]);
});

test("headers of the settings are added where the step sets no other", async () => {
  await using bench = await ServiceBench.open([[200, "{}"]]);
  const webhooks = { headers: { "User-Agent": "clinic", Accept: "text/plain" } };
  await bench.run(
    "call_webhook",
    { method: "GET", url: bench.url, headers: { accept: "application/json" } },
    { webhooks },
  );
  expect(bench.seen[0]!.headers).toMatchObject({ "user-agent": "clinic", accept: "application/json" });
});

test("an answer that is too long is an error, and no result of a success", async () => {
  await using bench = await ServiceBench.open([[200, JSON.stringify("x".repeat(200))]]);
  const options = { method: "GET", url: bench.url, result_name: "webhook" };
  const events = await bench.run("call_webhook", options, { webhooks: { maxResponseBytes: 100 } });
  expect(events).toMatchObject([
    { type: "error", text: expect.stringContaining("100 bytes") },
    { type: "webhook_called", status: "connection_error" },
    { type: "run_result_changed", category: "Failure" },
  ]);
});

test("a server that does not answer in time is one that is not there", async () => {
  await using bench = await ServiceBench.open([[200, "{}"]]);
  const hanging = bench.url.replace("127.0.0.1", "127.0.0.2");
  const webhooks = { timeoutMs: 1, backoffsMs: [] };
  const events = await bench.run("call_webhook", { method: "GET", url: hanging, result_name: "w" }, { webhooks }, [
    "127.0.0.2",
  ]);
  expect(events).toMatchObject([
    { type: "webhook_called", status: "connection_error" },
    { type: "run_result_changed", value: "0", category: "Failure" },
  ]);
});

test("a private address is refused unless the settings allow it", async () => {
  await using bench = await ServiceBench.open([[200, "{}"]]);
  const events = await bench.run("call_webhook", { method: "GET", url: bench.url }, {}, []);
  expect(bench.seen).toEqual([]);
  expect(events).toMatchObject([
    { type: "error", text: expect.stringContaining("127.0.0.1 is not a public address") },
    { type: "webhook_called", status: "connection_error" },
  ]);
});

test("every subscriber of a resthook is told, and one that is gone is noted", async () => {
  await using bench = await ServiceBench.open([
    [200, "{}"],
    [410, ""],
  ]);
  const events = await bench.run("call_resthook", { resthook: "new-registration", result_name: "hook" });
  expect(events).toMatchObject([
    { type: "resthook_called", resthook: "new-registration" },
    { type: "webhook_called", status: "success", resthook: "new-registration" },
    { type: "webhook_called", status: "subscriber_gone" },
    { type: "run_result_changed", value: "200", category: "Success" },
  ]);
  expect(bench.seen.map(({ line }) => line)).toEqual(["POST /first", "POST /second"]);
  expect(JSON.parse(bench.seen[0]!.body)).toEqual(events[0]!["payload"]);
});
