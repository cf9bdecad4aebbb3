import { defaultLimits } from "../../../runtime/engine/limits.js";
import { StoreUnavailable } from "../../../runtime/store/errors.js";
import { MemoryStore } from "../../../runtime/store/memory.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import {
  ACCOUNT,
  aDefinition,
  OPERATOR_TOKEN,
  OTHER_ACCOUNT,
  START,
  startAutomation,
  type Answer,
  type AutomationServer,
} from "./server.js";

const UNKNOWN = "5870442f-3ddd-4657-b74c-6e17308f5230";

let server: AutomationServer;
let store: MemoryStore;
let logged: string[];
beforeEach(async () => {
  store = new MemoryStore(new VirtualClock(START));
  logged = [];
  server = await startAutomation({ store, log: { info() {}, warn() {}, error: (text) => logged.push(text) } });
});
afterEach(() => server.close());

/** The documented body of every error. */
const error = (status: number, code: number, message: unknown = expect.any(String)): Partial<Answer> => ({
  status,
  body: {
    code,
    message: message as string,
    errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown as string,
    timestamp: "2021-07-12T00:00:00.000Z",
  },
});

describe("who may ask", () => {
  test("nobody without a token, or with a wrong one", async () => {
    for (const token of [null, "wrong", "token-of-acc_tes"]) {
      const answer = await server.request("GET", "/definitions", undefined, { token });
      expect(answer).toMatchObject(error(401, 1200));
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("not who has the token of another account", async () => {
    for (const [method, path, body] of [
      ["GET", "/definitions", undefined],
      ["POST", "/definitions", aDefinition()],
      ["POST", "/triggers/http_request", {}],
      ["GET", "/usage", undefined],
    ] as const) {
      expect(await server.request(method, path, body, { account: OTHER_ACCOUNT })).toMatchObject(error(403, 1201));
    }
  });

  test("the operator, in every account", async () => {
    for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
      const { status } = await server.request("GET", "/definitions", undefined, { account, token: OPERATOR_TOKEN });
      expect(status).toBe(200);
    }
  });

  test("an account sees nothing of another one's", async () => {
    const id = await server.create(aDefinition());
    const workflow = await server.start(id);
    const asOther = (method: string, path: string, body?: unknown): Promise<Answer> =>
      server.request(method, path, body, { account: OTHER_ACCOUNT, token: OPERATOR_TOKEN });

    expect((await asOther("GET", "/definitions")).body).toEqual([]);
    expect((await asOther("GET", `/definitions/${id}`)).body).toEqual([]);
    for (const [method, path, body] of [
      ["PUT", `/definitions/${id}`, aDefinition()],
      ["DELETE", `/definitions/${id}`],
      ["GET", `/definitions/${id}/workflows`],
      ["POST", `/definitions/${id}/workflows`, {}],
      ["GET", `/definitions/${id}/workflows/${workflow}`],
      ["GET", `/definitions/${id}/workflows/${workflow}/errors`],
      ["PATCH", `/definitions/${id}/workflows/${workflow}`, { status: "terminate" }],
    ] as const) {
      expect(await asOther(method, path, body)).toMatchObject(error(404, 1300, `Definition ${id} not found.`));
    }
    await asOther("POST", "/triggers/http_request", {});
    expect((await server.request("GET", `/definitions/${id}/workflows`)).body).toMatchObject([
      { workflowId: workflow, status: "Runnable" },
    ]);
  });
});

describe("ids", () => {
  test("that are no uuids are answered with 400", async () => {
    const id = await server.create(aDefinition());
    for (const [method, path, body] of [
      ["GET", "/definitions/nonsense"],
      ["PUT", "/definitions/nonsense", aDefinition()],
      ["DELETE", "/definitions/nonsense"],
      ["GET", "/definitions/nonsense/workflows"],
      ["POST", "/definitions/nonsense/workflows", {}],
    ] as const) {
      expect(await server.request(method, path, body)).toMatchObject(error(400, 1000, "Invalid definition id."));
    }
    for (const [method, path, body] of [
      ["GET", "nonsense"],
      ["PATCH", "nonsense", { status: "suspend" }],
      ["GET", "nonsense/errors"],
    ] as const) {
      const answer = await server.request(method, `/definitions/${id}/workflows/${path}`, body);
      expect(answer).toMatchObject(error(400, 1000, "Invalid workflow id."));
    }
  });

  test("that nobody has are answered with 404", async () => {
    const id = await server.create(aDefinition());
    for (const [method, path, body] of [
      ["PUT", "", aDefinition()],
      ["DELETE", ""],
      ["GET", "/workflows"],
      ["POST", "/workflows", {}],
      ["GET", `/workflows/${UNKNOWN}`],
    ] as const) {
      const answer = await server.request(method, `/definitions/${UNKNOWN}${path}`, body);
      expect(answer).toMatchObject(error(404, 1300, `Definition ${UNKNOWN} not found.`));
    }
    for (const [method, path, body] of [
      ["GET", ""],
      ["PATCH", "", { status: "suspend" }],
      ["GET", "/errors"],
    ] as const) {
      const answer = await server.request(method, `/definitions/${id}/workflows/${UNKNOWN}${path}`, body);
      expect(answer).toMatchObject(error(404, 1300, `Workflow ${UNKNOWN} not found.`));
    }
  });

  test("of instances of another definition are answered with 404", async () => {
    const [one, other] = [await server.create(aDefinition()), await server.create(aDefinition())];
    const workflow = await server.start(one);
    expect(await server.request("GET", `/definitions/${other}/workflows/${workflow}`)).toMatchObject(error(404, 1300));
  });
});

test("parameters that are not as documented are answered with 400, and named", async () => {
  const id = await server.create(aDefinition());
  const workflow = await server.start(id);
  for (const [path, name] of [
    ["/definitions?limit=0", "limit"],
    ["/definitions?limit=501", "limit"],
    ["/definitions?limit=1.5", "limit"],
    ["/definitions?limit=", "limit"],
    ["/definitions?limit=1&limit=2", "limit"],
    ["/definitions?offset=-1", "offset"],
    ["/definitions?offset=99999999999999999999", "offset"],
    [`/definitions/${id}?limit=ten`, "limit"],
    [`/definitions/${id}/workflows?version=0`, "version"],
    [`/definitions/${id}/workflows?status=Running`, "status"],
    [`/definitions/${id}/workflows?status=toString`, "status"],
    [`/definitions/${id}/workflows?startTimeFrom=yesterday`, "startTimeFrom"],
    [`/definitions/${id}/workflows?startTimeTo=2021-13-01`, "startTimeTo"],
    [`/definitions/${id}/workflows/${workflow}?includeLogs=perhaps`, "includeLogs"],
  ] as const) {
    expect(await server.request("GET", path)).toMatchObject(error(400, 1000, expect.stringContaining(name)));
  }
});

test("a version that is not there, or is none, cannot be started", async () => {
  const id = await server.create(aDefinition());
  expect(await server.request("POST", `/definitions/${id}/workflows?version=3`, {})).toMatchObject(error(404, 1300));
  expect(await server.request("POST", `/definitions/${id}/workflows?version=zero`, {})).toMatchObject(error(400, 1000));
});

describe("bodies", () => {
  test("that are no JSON objects are answered with 400", async () => {
    const id = await server.create(aDefinition());
    const workflow = await server.start(id);
    for (const body of ["[]", '"text"', "3", "null", '{"a":', "", undefined]) {
      for (const [method, path] of [
        ["POST", "/definitions"],
        ["PUT", `/definitions/${id}`],
        ["POST", `/definitions/${id}/workflows`],
        ["PATCH", `/definitions/${id}/workflows/${workflow}`],
        ["POST", "/triggers/http_request"],
      ] as const) {
        expect(await server.request(method, path, body)).toMatchObject(error(400, 1000));
      }
    }
  });

  test("of another type are answered with 400", async () => {
    const headers = { "Content-Type": "text/plain" };
    expect(await server.request("POST", "/definitions", "{}", { headers })).toMatchObject(error(400, 1000));
  });

  test("over the limit are answered with 413, up to it they are taken", async () => {
    const room = defaultLimits.maxInputBytes - '{"x":""}'.length;
    expect((await server.request("POST", "/triggers/http_request", { x: "x".repeat(room) })).status).toBe(200);
    const answer = await server.request("POST", "/triggers/http_request", { x: "x".repeat(room + 1) });
    expect(answer).toMatchObject(error(413, 1000));
  });

  test("of commands name one of three", async () => {
    const id = await server.create(aDefinition());
    const workflow = await server.start(id);
    for (const status of ["Suspend", "stop", "", null, 1, "toString"]) {
      const answer = await server.request("PATCH", `/definitions/${id}/workflows/${workflow}`, { status });
      expect(answer).toMatchObject(error(400, 1000));
    }
  });
});

test("paths and methods that there are not are answered with 404", async () => {
  const id = await server.create(aDefinition());
  for (const [method, path] of [
    ["GET", "/nothing"],
    ["DELETE", "/definitions"],
    ["PATCH", `/definitions/${id}`],
    ["GET", "/triggers/http_request"],
  ] as const) {
    expect(await server.request(method, path, method === "PATCH" ? {} : undefined)).toMatchObject(error(404, 1300));
  }
});

test("a path that cannot be decoded is answered with 400", async () => {
  expect(await server.request("GET", "/definitions/%E0%A4%A")).toMatchObject(error(400, 1000));
});

test("a store that cannot take anything is answered with 503, and a time to come again", async () => {
  store.addDefinition = async () => {
    throw new StoreUnavailable("The disk is full.");
  };
  const answer = await server.request("POST", "/definitions", aDefinition());
  expect(answer).toMatchObject(error(503, 2000, expect.stringContaining("The disk is full.")));
  expect(answer.headers.get("retry-after")).toBe("1");
});

test("a defect is answered with 500 and logged under the answer's id, and not shown", async () => {
  store.definitions = async () => {
    throw new TypeError("secret detail");
  };
  const answer = await server.request("GET", "/definitions");
  expect(answer).toMatchObject(error(500, 2000));
  expect(JSON.stringify(answer.body)).not.toContain("secret");
  expect(logged.join()).toContain("secret detail");
  expect(logged.join()).toContain(String((answer.body as { errorId: string }).errorId));
});
