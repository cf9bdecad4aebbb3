import type { JsonObject } from "../../../runtime/json.js";
import { TOKEN } from "../server.js";
import { each, errorOf, startVoipbinServer, UNKNOWN_ID, type VoipbinServer } from "./server.js";

const NIL = "00000000-0000-0000-0000-000000000000";
const NEVER = "9999-01-01 00:00:00.000000";
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/) as string;
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

const greeting = {
  name: "test flow",
  detail: "a flow that greets",
  actions: [
    { type: "answer" },
    { type: "talk", option: { text: "hello. welcome.", gender: "female", language: "en-US" } },
  ],
};

let server: VoipbinServer;
beforeEach(async () => {
  server = await startVoipbinServer();
});
afterEach(() => server.close());

test("a flow is created with the ids of its actions, and can be read again", async () => {
  const flow = await server.post("/flows", greeting);

  expect(flow).toEqual({
    id: UUID,
    type: "flow",
    name: "test flow",
    detail: "a flow that greets",
    actions: [
      { id: UUID, next_id: NIL, type: "answer" },
      { id: UUID, next_id: NIL, type: "talk", option: greeting.actions[1]?.option },
    ],
    tm_create: TIME,
    tm_update: NEVER,
    tm_delete: NEVER,
  });
  expect(await server.get(`/flows/${String(flow["id"])}`)).toEqual(flow);
});

test("ids of actions are kept, and positions become ids", async () => {
  const actions = [
    { id: "b8781e56-c524-11ec-889f-d37b0dbb7eb8", type: "talk", option: { text: "again" } },
    { type: "goto", option: { target_index: 0, loop_count: 2 } },
  ];

  const { actions: created } = await server.post("/flows", { actions });

  expect(created).toMatchObject([
    { id: "b8781e56-c524-11ec-889f-d37b0dbb7eb8" },
    { option: { target_id: "b8781e56-c524-11ec-889f-d37b0dbb7eb8", loop_count: 2 } },
  ]);
});

test("an update replaces the flow, and runs from then on", async () => {
  const { id, tm_create } = await server.post("/flows", greeting);

  const { status, body } = await server.request("PUT", `/flows/${String(id)}`, {
    name: "other",
    actions: [{ type: "hangup" }],
  });

  expect(status).toBe(200);
  expect(body).toEqual({
    id,
    type: "flow",
    name: "other",
    detail: "",
    actions: [{ id: UUID, next_id: NIL, type: "hangup" }],
    tm_create,
    tm_update: TIME,
    tm_delete: NEVER,
  });
  expect(await server.get(`/flows/${String(id)}`)).toEqual(body);
});

test("a flow that is deleted is given once more, and then is gone", async () => {
  const { id } = await server.post("/flows", greeting);

  const deleted = await server.request("DELETE", `/flows/${String(id)}`);

  expect(deleted.status).toBe(200);
  expect(deleted.body).toMatchObject({ id, tm_delete: TIME });
  expect(deleted.body["tm_delete"]).not.toBe(NEVER);
  expect(errorOf(await server.request("GET", `/flows/${String(id)}`))).toMatchObject({ http: 404 });
  expect(each(await server.get("/flows"), "id")).toEqual([]);
});

test("flows are listed newest first, page by page, and none is left out", async () => {
  for (const name of ["one", "two", "three", "four", "five"]) await server.post("/flows", { name, actions: [] });
  const pages: unknown[][] = [];

  let token = "";
  do {
    const query = token === "" ? "" : `&page_token=${encodeURIComponent(token)}`;
    const page: JsonObject = await server.get(`/flows?page_size=2${query}`);
    pages.push(each(page, "name"));
    token = String(page["next_page_token"]);
  } while (token !== "");

  expect(pages).toEqual([["five", "four"], ["three", "two"], ["one"], []]);
});

test("a page is a hundred flows at most, whatever is asked for", async () => {
  for (let index = 0; index < 101; index++) await server.post("/flows", { actions: [] });

  expect(each(await server.get("/flows"), "id")).toHaveLength(100);
  expect(each(await server.get("/flows?page_size=1000"), "id")).toHaveLength(100);
  expect(each(await server.get("/flows?page_size=-1"), "id")).toHaveLength(100);
});

test("a flow of this API is one of Switchboard's", async () => {
  const { id } = await server.post("/flows", greeting);
  const base = `${server.origin}/switchboard/flows`;
  const headers = { Authorization: `Bearer ${TOKEN}` };

  const list = (await (await fetch(base, { headers })).json()) as JsonObject;
  const tab = await fetch(`${base}/${String(id)}?format=node-red`, { headers });

  expect(list["flows"]).toMatchObject([{ id, name: "test flow", format: "voipbin" }]);
  expect(tab.status).toBe(200);
  expect(await tab.json()).toMatchObject([{ type: "tab", label: "test flow" }, {}, {}, {}]);
});

test("an unknown type of action is refused, with its place", async () => {
  const answer = await server.request("POST", "/flows", {
    name: "Menu",
    actions: [{ type: "answer" }, { type: "dance" }],
  });

  expect(errorOf(answer)).toMatchObject({
    http: 400,
    status: "INVALID_ARGUMENT",
    reason: "INVALID_ACTION_TYPE",
    message: expect.stringContaining("flow 'Menu' / action 2 (dance), type: there is no action type 'dance'") as string,
    details: { problems: [{ path: "flow 'Menu' / action 2 (dance)", field: "type" }] },
  });
});

test("a wrong option is refused, with its place", async () => {
  const id = "b8781e56-c524-11ec-889f-d37b0dbb7eb8";
  const answer = await server.request("POST", "/flows", {
    name: "Menu",
    actions: [{ id, type: "talk", option: { text: 5 } }],
  });

  expect(errorOf(answer)).toMatchObject({
    http: 400,
    reason: "INVALID_ACTION_OPTION",
    message: "flow 'Menu' / action 1 (talk), Text (options/text): must be text, is a number",
    details: { problems: [{ action: id, field: "text" }] },
  });
});

test("more actions than a flow may have are refused", async () => {
  const answer = await server.request("POST", "/flows", {
    actions: Array.from({ length: 1001 }, () => ({ type: "answer" })),
  });

  expect(errorOf(answer)).toMatchObject({ http: 400, reason: "TOO_MANY_ACTIONS" });
});

test.each(["GET", "PUT", "DELETE"])("%s of a flow that there is not is 404", async (method) => {
  const answer = await server.request(method, `/flows/${UNKNOWN_ID}`, method === "PUT" ? { actions: [] } : undefined);

  expect(errorOf(answer)).toEqual({
    http: 404,
    status: "NOT_FOUND",
    reason: "FLOW_NOT_FOUND",
    message: `There is no flow '${UNKNOWN_ID}'.`,
  });
});
