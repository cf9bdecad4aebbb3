import { startServer, TOKEN, type ApiServer } from "./server.js";

let server: ApiServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { headers, redirect: "manual" });

test.each(["/flows", "/sessions?urn=tel:%2B1", "/events", "/metrics", "/simulator/calls/1"])(
  "%s needs the token",
  async (path) => {
    const response = await get(path);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toEqual({ error: { status: 401, message: expect.stringContaining("Bearer") } });
  },
);

test("the token is taken from the Authorization header", async () => {
  expect((await get("/flows", { Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect((await get("/flows", { Authorization: "Bearer another" })).status).toBe(401);
});

test("the token is taken from the query of a GET only", async () => {
  expect((await get(`/flows?token=${TOKEN}`)).status).toBe(200);
  const post = await fetch(`${server.url}/flows?token=${TOKEN}`, { method: "POST" });
  expect(post.status).toBe(401);
});

test("a page with the token in its address gets a cookie and loses the token", async () => {
  const response = await get(`/simulator?token=${TOKEN}&urn=x`, { Accept: "text/html" });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/switchboard/simulator?urn=x");
  expect(response.headers.get("set-cookie")).toBe(
    `switchboard_token=${TOKEN}; Path=/switchboard; HttpOnly; SameSite=Strict`,
  );
});

test("a browser without the token is led to the login, and from there back", async () => {
  const response = await get("/simulator", { Accept: "text/html" });
  expect(response.headers.get("location")).toBe("/switchboard/login?to=simulator");
  const page = await (await get("/login?to=simulator")).text();
  expect(page).toContain('name="to" value="simulator"');
  const login = await post("/login", new URLSearchParams({ token: TOKEN, to: "simulator" }));
  expect(login.headers.get("location")).toBe("/switchboard/simulator");
  expect(login.headers.get("set-cookie")).toContain("HttpOnly");
});

test("a wrong token in the login form gives no cookie", async () => {
  const login = await post("/login", new URLSearchParams({ token: "wrong", to: "https://elsewhere.example" }));
  expect(login.headers.get("location")).toBe("/switchboard/login?to=simulator#wrong");
  expect(login.headers.get("set-cookie")).toBeNull();
});

test("a cookie counts for requests of our own pages only", async () => {
  const send = (origin: string): Promise<Response> =>
    post("/flows", "{}", { Cookie: `switchboard_token=${TOKEN}`, "Content-Type": "application/json", Origin: origin });
  expect((await send(new URL(server.url).origin)).status).toBe(400);
  expect((await send("http://127.0.0.1:1")).status).toBe(401);
});

test("health needs no token", async () => {
  const response = await get("/health");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

function post(path: string, body: string | URLSearchParams, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url + path, { method: "POST", body, headers, redirect: "manual" });
}
