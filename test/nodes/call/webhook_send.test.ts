import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { JsonObject } from "../../../runtime/json.js";
import { HTTP_REQUESTS } from "../../../runtime/outgoing/http-requests.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { RecordingChannel } from "../../support/recording-channel.js";

const OK = { status: 200, reason: "OK", headers: {}, body: "" };

const sending = (options: JsonObject): ReturnType<typeof flow> =>
  flow("main", [
    step("send", "call-webhook_send", { uri: "https://hook.example/${id}", ...options }, "after"),
    step("after", "call-variable_set", { key: "after", value: "yes" }),
  ]);

async function prepared(): Promise<{ bench: Bench; web: RecordingChannel }> {
  const bench = await Bench.open();
  const web = new RecordingChannel(HTTP_REQUESTS);
  web.answer = () => OK;
  bench.switchboard.channels.addDeliverer(web);
  return { bench, web };
}

test("sends the data as it is, with its variables", async () => {
  const { bench, web } = await prepared();

  await bench.run(sending({ method: "PUT", data_type: "text/plain", data: "Hello ${name}" }), {
    variables: { id: "7", name: 'Ann "A"' },
  });

  expect(web.effects[0]?.event).toEqual({
    type: "http_request",
    method: "PUT",
    url: "https://hook.example/7",
    headers: { "Content-Type": "text/plain" },
    body: 'Hello Ann "A"',
    attempts: "until_taken",
  });
});

test("goes on at once, whether the server answers or not", async () => {
  const { bench, web } = await prepared();
  web.answer = () => {
    throw new Error("down");
  };

  const session = await bench.run(sending({}));

  expect((await bench.session(session)).variables["after"]).toBe("yes");
});

test("with `sync` goes on when the server has answered", async () => {
  const { bench, web } = await prepared();
  let answered: (answer: JsonObject) => void = () => {};
  web.answer = () => new Promise((resolve) => (answered = resolve));
  await bench.define(sending({ sync: true }));
  const session = await bench.switchboard.startFlow({ id: "main" });
  while (web.effects.length === 0) await new Promise(setImmediate);
  expect((await bench.session(session)).status).toBe("waiting");

  answered(OK);
  await bench.settle();

  expect((await bench.session(session)).variables["after"]).toBe("yes");
});

test("a server that is down is tried again, and with `sync` the flow waits for that", async () => {
  const { bench, web } = await prepared();
  web.answer = () => {
    if (web.effects.length < 3) throw new Error("down");
    return OK;
  };

  const session = await bench.run(sending({ sync: true }));
  expect((await bench.session(session)).status).toBe("waiting");
  await bench.pass(3000);

  expect(web.effects).toHaveLength(3);
  expect((await bench.session(session)).variables["after"]).toBe("yes");
  expect(await bench.complaints(session)).toEqual([]);
});

test("a flow waits for half a minute at most", async () => {
  const { bench, web } = await prepared();
  web.answer = () => {
    throw new Error("down");
  };

  const session = await bench.run(sending({ sync: true }));
  await bench.pass(30_000);

  expect((await bench.session(session)).variables["after"]).toBe("yes");
  expect(await bench.complaints(session)).toEqual([expect.stringContaining("no answer yet")]);
});

test("a refusal is noted, and the flow goes on", async () => {
  const { bench, web } = await prepared();
  web.answer = () => {
    throw new DeliveryRefused("hook.example answered with 404");
  };

  const session = await bench.run(sending({ sync: true }));

  expect(await bench.complaints(session)).toEqual([
    "webhook_send: https://hook.example/: hook.example answered with 404",
  ]);
  expect((await bench.session(session)).status).toBe("completed");
});

test("a webhook that nobody takes keeps neither the call nor other webhooks waiting", async () => {
  const { bench, web } = await prepared();
  web.answer = ({ event }) => {
    if (event["url"] === "https://hook.example/down") throw new Error("down");
    return OK;
  };

  const session = await bench.call(
    flow("main", [
      step("down", "call-webhook_send", { uri: "https://hook.example/down" }, "up"),
      step("up", "call-webhook_send", { uri: "https://hook.example/up", sync: true }, "talk"),
      step("talk", "call-talk", { text: "Hello" }),
    ]),
  );
  await bench.settle();

  expect(bench.channel.types).toEqual(["call_answered", "talk"]);
  expect(await bench.complaints(session)).toEqual([]);
});
