import { BOOKING, ServiceBench } from "./bench.js";

const step = { classifier: { uuid: BOOKING.uuid, name: "Booking" }, input: "book a flight", result_name: "Intent" };

test("a server of one's own is told the text, and says what it means", async () => {
  const intents = [
    { name: "cancel", confidence: 0.2 },
    { name: "book", confidence: 0.7 },
  ];
  await using bench = await ServiceBench.open([
    [200, { intents, entities: { city: [{ value: "Quito", confidence: 1 }] } }],
  ]);
  const classifiers = { booking: { protocol: "http", url: `${bench.url}/nlu`, headers: { "X-Key": "k" } } } as const;
  const [called, result] = await bench.run("call_classifier", step, { classifiers });
  expect(called).toMatchObject({ type: "service_called", http_logs: [{ status: "success", url: `${bench.url}/nlu` }] });
  expect(result).toMatchObject({
    value: "book",
    category: "Success",
    extra: { entities: { city: [{ value: "Quito" }] } },
  });
  expect(bench.seen[0]).toMatchObject({ line: "POST /nlu", headers: { "x-key": "k" } });
  expect(JSON.parse(bench.seen[0]!.body)).toMatchObject({ classifier: { name: "Booking" }, input: "book a flight" });
});

test("Wit.ai is asked in its own protocol", async () => {
  const entities = { "city:to": [{ name: "city", role: "to", value: "Quito", confidence: 0.9 }] };
  await using bench = await ServiceBench.open([[200, { intents: [{ name: "book", confidence: 0.8 }], entities }]]);
  const classifiers = { [BOOKING.uuid]: { protocol: "wit", token: "secret", url: bench.url } } as const;
  const [, result] = await bench.run("call_classifier", step, { classifiers });
  expect(bench.seen[0]!.line).toBe("GET /message?v=20200513&q=book+a+flight");
  expect(bench.seen[0]!.headers["authorization"]).toBe("Bearer secret");
  expect(result).toMatchObject({ value: "book", extra: { entities: { city: [{ value: "Quito", confidence: 0.9 }] } } });
});

test.each([
  ["an error", 500, "{}", "classifier 'Booking': the server answered with 500"],
  ["no JSON", 200, "<html>", "classifier 'Booking': the answer is no JSON"],
  [
    "something else",
    200,
    '{"intents": [{"name": "book", "confidence": 7}]}',
    "classifier 'Booking': the answer's intents/0/confidence",
  ],
])("%s is a failure", async (_what, status, body, text) => {
  await using bench = await ServiceBench.open([[status, body]]);
  const classifiers = { Booking: { protocol: "http", url: bench.url } } as const;
  const events = await bench.run("call_classifier", step, { classifiers });
  expect(events).toMatchObject([
    { type: "service_called" },
    { type: "error", text: expect.stringContaining(text) },
    { type: "run_result_changed", value: "0", category: "Failure" },
  ]);
});

test("a classifier that is not set up is a failure", async () => {
  await using bench = await ServiceBench.open([[200, "{}"]]);
  expect(await bench.run("call_classifier", step)).toMatchObject([
    { type: "error", text: "the classifier 'Booking' is not set up in the settings" },
    { type: "run_result_changed", category: "Failure" },
  ]);
});
