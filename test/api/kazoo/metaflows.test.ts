import { Bench } from "../../support/bench.js";
import { said, sleeping } from "../../metaflow/calls.js";
import { KazooServer } from "./server.js";

const PATH = "/v2/accounts/acme/metaflows";
/** As the documentation writes it. */
const SEED =
  '{"data":{"binding_digit":"*", "patterns":{"2(\\\\d+)":{"module":"transfer", "data":{"takeback_dtmf":"*1"}}}}}';

let server: KazooServer;
beforeEach(async () => (server = await KazooServer.start(await Bench.open())));
afterEach(() => server.close());

const says = (text: string) => ({ module: "say", data: { text } });
const numbers = (documents: Record<string, object>) => ({ data: { numbers: documents } });

test("the documented life of an account's metaflows", async () => {
  expect((await server.request("GET", PATH)).body).toMatchObject({ status: "success", data: {} });

  const set = await server.request("POST", PATH, SEED);
  expect(set.status).toBe(200);
  expect(set.body).toEqual({
    auth_token: "a-token-for-tests",
    data: {
      binding_digit: "*",
      patterns: {
        "2(\\d+)": {
          module: "transfer",
          data: { captures: ["no_match"], takeback_dtmf: "*1", transfer_type: "blind" },
        },
      },
    },
    node: expect.any(String),
    request_id: expect.any(String),
    revision: expect.stringMatching(/^1-/),
    status: "success",
    timestamp: "2026-01-15T12:00:00Z",
    version: expect.any(String),
  });
  expect((await server.request("GET", PATH)).body["data"]).toEqual(set.body["data"]);

  expect((await server.request("DELETE", PATH)).body).toMatchObject({ status: "success", data: {} });
  expect((await server.request("GET", PATH)).body["data"]).toEqual({});
});

test("patterns keep their order, also those that look like numbers", async () => {
  const text = '{"^1":{"module":"break","data":{}},"12":{"module":"hangup","data":{}}}';
  await server.request("POST", PATH, `{"data":{"patterns":${text}}}`);
  expect((await server.request("GET", PATH)).text).toContain(`"patterns":${text}`);
});

test("account, user and device have documents of their own", async () => {
  const paths = [PATH, "/v2/accounts/acme/users/ann/metaflows", "/v2/accounts/acme/devices/desk/metaflows"];
  for (const [index, path] of paths.entries()) await server.request("POST", path, numbers({ [index]: says(path) }));
  for (const [index, path] of paths.entries()) {
    expect((await server.request("GET", path)).body["data"]).toMatchObject({ numbers: { [index]: says(path) } });
  }
});

test("what is wrong is told by its path", async () => {
  const { status, body } = await server.request("POST", PATH, {
    data: { digit_timeout: -1, numbers: { "1": { module: "sing" }, "2": { module: "play", data: { leg: "x" } } } },
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    status: "error",
    error: "400",
    message: "validation error",
    data: {
      digit_timeout: { minimum: { target: 0, value: -1 } },
      "numbers.1.module": { error: { value: "sing" } },
      "numbers.2.data.leg": { enum: { target: ["self", "peer", "both"], value: "x" } },
      schema: { schema: { schema: "metaflows.sing" } },
    },
  });
  expect((await server.request("GET", PATH)).body["data"]).toEqual({});
});

test("data is an object where it is there, and only an address is called one", async () => {
  const { body } = await server.request(
    "POST",
    PATH,
    numbers({
      1: { module: "hangup", data: null },
      2: { module: "transfer", data: { takeback_dtmf: "x" } },
      3: { module: "record_call", data: { url: "ftp://a" } },
    }),
  );
  expect(body["data"]).toMatchObject({
    "numbers.1.data": { type: { target: "object", value: null } },
    "numbers.2.data.takeback_dtmf": { pattern: { value: "x" } },
    "numbers.3.data.url": { error: { message: "must be an address of http or https" } },
  });
});

test.each([
  ["no JSON", "POST", PATH, "{", 400],
  ["values inside values without end", "POST", PATH, "[".repeat(200_000), 400],
  ["no data", "POST", PATH, "{}", 400],
  ["another method", "PUT", PATH, SEED, 405],
  ["another path", "GET", "/v2/accounts/acme/phones", undefined, 404],
])("%s is refused in Kazoo's words", async (_, method, path, body, expected) => {
  const { status, body: answer } = await server.request(method, path, body);
  expect(status).toBe(expected);
  expect(answer).toMatchObject({ status: "error", error: String(expected), message: expect.any(String) });
});

test("modules may follow each other, but not without end", async () => {
  let module: object = says("last");
  for (let depth = 0; depth < 200; depth++) module = { module: "say", data: { text: "x" }, children: { _: module } };
  expect((await server.request("POST", PATH, numbers({ "1": module }))).status).toBe(400);
});

test("a token is needed, and one of an account opens that account alone", async () => {
  expect((await server.request("GET", PATH, undefined, null)).status).toBe(401);
  expect((await server.request("GET", PATH, undefined, "wrong")).status).toBe(401);
  expect((await server.request("GET", PATH, undefined, "of-acme")).status).toBe(200);
  expect((await server.request("GET", "/v2/accounts/other/metaflows", undefined, "of-acme")).status).toBe(403);
});

describe("on a call in progress", () => {
  const press = async (digits: string) => {
    await server.bench.press(digits);
    await server.bench.pass(800);
    return said(server.bench);
  };

  test("what is stored is heard from the next collection on, and no longer once it is removed", async () => {
    await server.bench.call(sleeping([]));
    expect(await press("*1")).toEqual([]);

    await server.request("POST", PATH, numbers({ "1": says("one") }));
    expect(await press("*1")).toEqual(["one"]);

    await server.request("POST", PATH, numbers({ "1": says("another") }));
    expect(await press("*1")).toEqual(["one", "another"]);

    await server.request("DELETE", PATH);
    expect(await press("*1")).toEqual(["one", "another"]);
  });

  test("the caller's number is their device and user, where nobody has said who is who", async () => {
    const number = encodeURIComponent("+15550100");
    await server.request("POST", PATH, numbers({ "1": says("account") }));
    await server.request("POST", `/v2/accounts/acme/devices/${number}/metaflows`, numbers({ "2": says("device") }));
    await server.request("POST", `/v2/accounts/acme/users/${number}/metaflows`, numbers({ "1": says("user") }));
    await server.bench.call(sleeping([]));

    await press("*1");
    expect(await press("*2")).toEqual(["user", "device"]);
  });
});

describe("with a directory", () => {
  const directory = {
    acme: { users: [{ id: "ann" }], devices: [{ id: "desk", owner_id: "ann", numbers: ["+15550100"] }] },
    other: {},
  };
  beforeEach(async () => {
    await server.close();
    server = await KazooServer.start(await Bench.open({ directory }));
  });

  test.each(["/v2/accounts/nobody", "/v2/accounts/acme/users/eve", "/v2/accounts/other/devices/desk"])(
    "there is no %s",
    async (path) => {
      const { status, body } = await server.request("GET", `${path}/metaflows`);
      expect([status, body["message"]]).toEqual([404, "bad_identifier"]);
    },
  );

  test("a number leads to its device, the device to its owner and account", async () => {
    await server.request("POST", "/v2/accounts/other/metaflows", numbers({ "1": says("of others") }));
    await server.request("POST", "/v2/accounts/acme/users/ann/metaflows", numbers({ "1": says("of Ann") }));
    const session = await server.bench.call(sleeping([]));

    await server.bench.press("*1");
    await server.bench.pass(800);

    expect(said(server.bench)).toEqual(["of Ann"]);
    expect(await server.bench.events(session, "digits_collected")).toMatchObject([{ endpoint: "desk" }]);
  });
});

test("metaflows survive the process", async () => {
  await server.request("POST", PATH, numbers({ "1": says("one") }));
  await server.bench.call(sleeping([]));

  const second = await server.bench.restart(1000);
  await second.press("*1");
  await second.pass(800);

  expect(said(second)).toEqual(["one"]);
  await second.close();
});
