import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";
import { TOKEN, type Answer } from "../server.js";
import { errorOf, startVoipbinServer, type VoipbinServer } from "./server.js";

let server: VoipbinServer;
beforeAll(async () => {
  server = await startVoipbinServer();
});
afterAll(() => server.close());

const NO_TOKEN = { Authorization: "" };

test.each([
  ["the query's token", `/flows?token=${TOKEN}`, {}],
  ["the query's accesskey", `/flows?accesskey=${TOKEN}`, {}],
  ["a bearer token", "/flows", { Authorization: `Bearer ${TOKEN}` }],
  ["a cookie", "/flows", { Cookie: `other=1; token=${TOKEN}` }],
  ["an access key in a cookie", "/flows", { Cookie: `accesskey=${TOKEN}` }],
])("%s opens the API", async (_what, path, headers) => {
  const { status } = await server.request("GET", path, undefined, { ...NO_TOKEN, ...headers });

  expect(status).toBe(200);
});

test("a token in the query opens it for changes too, as VoIPBIN's examples have it", async () => {
  const { status } = await server.request("POST", `/flows?token=${TOKEN}`, { actions: [] }, NO_TOKEN);

  expect(status).toBe(200);
});

test("without a token nothing is answered", async () => {
  const answer = await server.request("GET", "/flows", undefined, NO_TOKEN);

  expect(errorOf(answer)).toEqual({
    http: 401,
    status: "UNAUTHENTICATED",
    reason: "AUTHENTICATION_REQUIRED",
    message: "Send the token: '?token=TOKEN', '?accesskey=TOKEN' or 'Authorization: Bearer TOKEN'.",
  });
});

test("a wrong token is told so", async () => {
  const answer = await server.request("GET", "/flows?token=wrong", undefined, NO_TOKEN);

  expect(errorOf(answer)).toMatchObject({ http: 401, status: "UNAUTHENTICATED", reason: "INVALID_CREDENTIALS" });
});

test("a cookie is not taken from a page of another host", async () => {
  const answer = await server.request(
    "POST",
    "/flows",
    { actions: [] },
    {
      ...NO_TOKEN,
      Cookie: `token=${TOKEN}`,
      Origin: "https://elsewhere.example",
    },
  );

  expect(answer.status).toBe(401);
});

test.each([
  ["POST", "/flows", "{", 400, "INVALID_JSON_BODY", "The body is no JSON"],
  ["POST", "/flows", { name: 5 }, 400, "INVALID_JSON_BODY", "'name'"],
  ["GET", "/flows/seven", undefined, 400, "INVALID_ID", "'seven' is no id"],
  ["GET", "/flows?page_token=yesterday", undefined, 400, "INVALID_PAGE_TOKEN", "'yesterday'"],
])("%s %s with %j is refused", async (method, path, body, http, reason, message) => {
  const answer = await server.request(method, path, body);

  expect(errorOf(answer)).toMatchObject({
    http,
    status: "INVALID_ARGUMENT",
    reason,
    message: expect.stringContaining(message) as string,
  });
});

test("a body that is too long is refused before it is read", async () => {
  const answer = await server.request("POST", "/flows", { name: "x".repeat(1024 * 1024) });

  expect(errorOf(answer)).toMatchObject({ http: 413, status: "INVALID_ARGUMENT", reason: "REQUEST_TOO_LARGE" });
});

test("other content than JSON is refused", async () => {
  const answer = await server.request("POST", "/flows", "name=x", {
    "Content-Type": "application/x-www-form-urlencoded",
  });

  expect(errorOf(answer)).toMatchObject({ http: 400, reason: "INVALID_JSON_BODY" });
});

test("a path that there is not is 404", async () => {
  const answer = await server.request("GET", "/campaigns");

  expect(errorOf(answer)).toMatchObject({
    http: 404,
    status: "NOT_FOUND",
    reason: "RESOURCE_NOT_FOUND",
    message: "There is no GET /v1.0/campaigns.",
  });
});

test("an address that asks too often is told to wait", async () => {
  const clock = new VirtualClock(0);
  const busy = await startVoipbinServer({ clock });
  const ask = (): Promise<Answer> => busy.request("GET", "/messages");
  try {
    await Promise.all(Array.from({ length: 400 }, ask));

    const refused = await ask();
    expect(errorOf(refused)).toMatchObject({ http: 429, status: "RESOURCE_EXHAUSTED", reason: "RATE_LIMIT_EXCEEDED" });
    expect(refused.headers.get("retry-after")).toBe("1");

    await clock.advanceTo(1000, () => busy.settle());
    expect((await ask()).status).toBe(200);
  } finally {
    await busy.close();
  }
});
