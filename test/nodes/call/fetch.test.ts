import type { JsonObject } from "../../../runtime/json.js";
import { HTTP_REQUESTS, HttpRequests } from "../../../runtime/outgoing/http-requests.js";
import { loopback } from "../../outgoing/server.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { RecordingChannel } from "../../support/recording-channel.js";

const URL = "https://flows.example/next";

const fetching = (url = URL): ReturnType<typeof flow> =>
  flow("main", [
    step("fetch", "call-fetch", { event_url: url }, "after"),
    step("after", "call-variable_set", { key: "after", value: "yes" }),
  ]);

const setting = (key: string, value: string): JsonObject => ({ type: "variable_set", option: { key, value } });

/** Runs the flow against a server that answers so. */
async function fetched(
  answer: JsonObject | undefined,
): Promise<{ bench: Bench; session: string; web: RecordingChannel }> {
  const bench = await Bench.open();
  const web = new RecordingChannel(HTTP_REQUESTS);
  web.answer = () => answer;
  bench.switchboard.channels.addDeliverer(web);
  const session = await bench.run(fetching());
  await bench.settle();
  return { bench, session, web };
}

function ok(body: unknown): JsonObject {
  return { status: 200, reason: "OK", headers: {}, body: JSON.stringify(body) };
}

test("posts which flow asks, and runs the actions that it gets before it goes on", async () => {
  const { bench, session, web } = await fetched(ok([setting("a", "1"), setting("b", "${a}2")]));

  expect(web.effects[0]?.event).toEqual({
    type: "http_request",
    method: "POST",
    url: URL,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: JSON.stringify({ activeflow_id: session, reference_id: "00000000-0000-0000-0000-000000000000" }),
    attempts: "once",
  });
  expect((await bench.session(session)).variables).toMatchObject({ a: "1", b: "12", after: "yes" });
});

test("no actions are nothing to do", async () => {
  const { bench, session } = await fetched(ok([]));

  expect((await bench.session(session)).variables["after"]).toBe("yes");
});

test.each([
  ["a server that fails", { status: 500, reason: "", headers: {} }, "the answer has the status 500, not 200"],
  ["another success", { status: 204, reason: "", headers: {} }, "the answer has the status 204, not 200"],
  ["no server", { failure: { kind: "connection", text: "nobody answers" } }, "nobody answers"],
  ["no JSON", { status: 200, reason: "", headers: {}, body: "hello" }, "the answer is no JSON"],
  ["no list", ok({ actions: [] }), "the answer is no list of actions"],
  ["too long a list", ok(new Array(1001).fill({ type: "answer" })), "more than 1000 actions"],
  ["an unknown action", ok([{ type: "dance" }]), "there is no action type 'dance'"],
  ["wrong options", ok([{ type: "talk", option: { text: 5 } }]), "must be text, is a number"],
])("%s stops the flow", async (_what, answer, text) => {
  const { bench, session } = await fetched(answer);

  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.complaints(session)).toEqual([expect.stringContaining(text)]);
});

test("asks a real server, where the settings allow its address", async () => {
  await using server = await loopback(
    (_request, response) => void response.end(JSON.stringify([setting("asked", "${city}")])),
    { allow: ["127.0.0.1"] },
  );
  const bench = await Bench.open();
  bench.switchboard.channels.addDeliverer(new HttpRequests(server.http));

  const session = await bench.run(fetching(server.url), { variables: { city: "Oslo" } });
  await bench.settle();

  expect((await bench.session(session)).variables).toMatchObject({ asked: "Oslo", after: "yes" });
});
