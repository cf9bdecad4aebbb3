import type { JsonObject } from "../../../runtime/json.js";
import { ACCOUNT, aDefinition, aWait, OTHER_ACCOUNT, startAutomation, type AutomationServer } from "./server.js";

const MINUTE = 60_000;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const UNKNOWN = "5870442f-3ddd-4657-b74c-6e17308f5230";

let server: AutomationServer;
beforeEach(async () => {
  server = await startAutomation();
});
afterEach(() => server.close());

const get = async (path: string): Promise<unknown> => (await server.request("GET", path)).body;
const named = (name: string): JsonObject => aDefinition({ definition: { name, steps: [aWait("w")] } });

describe("creating", () => {
  test("answers with the place and the definition, version 1", async () => {
    const { status, headers, body } = await server.request(
      "POST",
      "/definitions",
      aDefinition({
        subAccountId: "sub_a",
        definition: { id: "theirs", version: 9, name: "My flow", steps: [aWait("w")] },
      }),
    );

    expect(status).toBe(201);
    const { id } = body as JsonObject;
    expect(id).toMatch(UUID);
    expect(headers.get("location")).toBe(`/api/v1/accounts/${ACCOUNT}/definitions/${String(id)}`);
    expect(body).toEqual({
      accountId: ACCOUNT,
      id,
      version: 1,
      createdAt: "2021-07-12T00:00:00.000Z",
      subAccountId: "sub_a",
      trigger: "http_request",
      status: "enabled",
      definition: { id, version: 1, name: "My flow", steps: [aWait("w")] },
    });
  });

  test("leaves out a sub-account that is null, and takes the other spelling of its name", async () => {
    const without = await server.request("POST", "/definitions", aDefinition({ subAccountId: null }));
    expect(without.body).not.toHaveProperty("subAccountId");

    const { body } = await server.request("POST", "/definitions", aDefinition({ subaccountId: "sub_a" }));
    expect(body).toMatchObject({ subAccountId: "sub_a" });
    expect(body).not.toHaveProperty("subaccountId");
  });

  test("says disabled where the document does not say otherwise", async () => {
    const { trigger, definition } = aDefinition() as Record<string, JsonObject>;
    expect((await server.request("POST", "/definitions", { trigger, definition })).body).toMatchObject({
      status: "disabled",
    });
  });

  test("puts it into the account of the path, whatever the document says", async () => {
    const { body } = await server.request("POST", "/definitions", aDefinition({ accountId: OTHER_ACCOUNT }));
    expect(body).toMatchObject({ accountId: ACCOUNT });
  });
});

describe("a definition that is refused", () => {
  const refused = async (document: unknown): Promise<unknown> => {
    const { status, body } = await server.request("POST", "/definitions", document);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 5001 });
    return (body as JsonObject)["message"];
  };

  test("says in the documented words that its name is missing", async () => {
    expect(await refused({ trigger: "inbound_sms", definition: { steps: [aWait("w")] } })).toBe(
      "Workflow name is required.",
    );
    expect(await get("/definitions")).toEqual([]);
  });

  test("names the step and the field that are wrong", async () => {
    const message = await refused(aDefinition({}, [aWait("first"), aWait("second", { inputs: { length: "1" } })]));
    expect(message).toContain("second");
    expect(message).toContain("duration");
  });

  test("names the step whose script breaks the rules", async () => {
    const message = await refused(aDefinition({}, [aWait("breaks_it", { outputs: { my_output: "{{data.y = 1}}" } })]));
    expect(message).toContain("breaks_it");
    expect(message).toContain("my_output");
  });

  test("does not change what is there", async () => {
    const id = await server.create(named("one"));
    const { status, body } = await server.request("PUT", `/definitions/${id}`, { trigger: "http_request" });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 5001 } });
    expect(await get(`/definitions/${id}`)).toMatchObject([{ version: 1, definition: { name: "one" } }]);
  });
});

test("an update is the next version, and the history has the newest first", async () => {
  const id = await server.create(named("one"));
  const { status, body } = await server.request("PUT", `/definitions/${id}`, {
    ...named("two"),
    trigger: "inbound_sms",
    status: "disabled",
  });

  expect(status).toBe(200);
  expect(body).toMatchObject({ id, version: 2, trigger: "inbound_sms", status: "disabled" });
  expect(await get(`/definitions/${id}`)).toMatchObject([
    { version: 2, definition: { name: "two", version: 2 } },
    { version: 1, definition: { name: "one", version: 1 } },
  ]);
});

test("a running instance keeps its version; new ones have the newest, or the one they ask for", async () => {
  const id = await server.create(aDefinition());
  const old = await server.start(id);
  await server.request("PUT", `/definitions/${id}`, aDefinition({}, [aWait("other")]));
  const fresh = await server.start(id);
  const asked = await server.start(id, {}, "?version=1");

  const stepOf = async (workflow: string): Promise<unknown> =>
    get(`/definitions/${id}/workflows/${workflow}?includeLogs=true`);
  expect(await stepOf(old)).toMatchObject({ version: 1, logs: [{ stepName: "w" }] });
  expect(await stepOf(fresh)).toMatchObject({ version: 2, logs: [{ stepName: "other" }] });
  expect(await stepOf(asked)).toMatchObject({ version: 1, logs: [{ stepName: "w" }] });
});

describe("lists", () => {
  test("have the newest version of each definition, the newest definition first", async () => {
    const one = await server.create(named("one"));
    const two = await server.create(named("two"));
    await server.request("PUT", `/definitions/${one}`, named("one again"));

    expect(await get("/definitions")).toMatchObject([
      { id: two, version: 1, definition: { name: "two" } },
      { id: one, version: 2, definition: { name: "one again" } },
    ]);
  });

  test("come in pages, counted from 0", async () => {
    const ids = [await server.create(named("1")), await server.create(named("2")), await server.create(named("3"))];

    expect(await get("/definitions?limit=2")).toMatchObject([{ id: ids[2] }, { id: ids[1] }]);
    expect(await get("/definitions?limit=2&offset=1")).toMatchObject([{ id: ids[0] }]);
    expect(await get("/definitions?limit=2&offset=2")).toEqual([]);
  });

  test("of versions come in pages too", async () => {
    const id = await server.create(named("one"));
    for (const name of ["two", "three"]) await server.request("PUT", `/definitions/${id}`, named(name));

    expect(await get(`/definitions/${id}?limit=1`)).toMatchObject([{ version: 3 }]);
    expect(await get(`/definitions/${id}?limit=2&offset=1`)).toMatchObject([{ version: 1 }]);
  });

  test("of versions of what nobody has defined are empty", async () => {
    expect(await server.request("GET", `/definitions/${UNKNOWN}`)).toMatchObject({ status: 200, body: [] });
  });
});

describe("deleting", () => {
  test("takes the definition and its instances, which do nothing more", async () => {
    const id = await server.create(aDefinition());
    const workflow = await server.start(id);

    expect(await server.request("DELETE", `/definitions/${id}`)).toMatchObject({ status: 202, body: null });

    expect(await get(`/definitions/${id}`)).toEqual([]);
    expect(await get("/definitions")).toEqual([]);
    expect((await server.request("GET", `/definitions/${id}/workflows/${workflow}`)).status).toBe(404);
    expect(await server.switchboard.store.session(workflow)).toBeUndefined();
    expect(await server.switchboard.store.events(workflow)).toEqual([]);
    expect((await server.request("DELETE", `/definitions/${id}`)).status).toBe(404);
    expect((await server.request("PUT", `/definitions/${id}`, aDefinition())).status).toBe(404);
  });

  test("takes one version with its instances, and leaves the one before as the newest", async () => {
    const id = await server.create(aDefinition());
    const old = await server.start(id);
    await server.request("PUT", `/definitions/${id}`, aDefinition());
    const fresh = await server.start(id);

    expect((await server.request("DELETE", `/definitions/${id}?version=2`)).status).toBe(202);

    expect(await get(`/definitions/${id}`)).toMatchObject([{ version: 1 }]);
    expect((await server.request("GET", `/definitions/${id}/workflows/${fresh}`)).status).toBe(404);
    await server.advance(MINUTE);
    expect(await get(`/definitions/${id}/workflows/${old}`)).toMatchObject({ status: "Complete" });
    expect(await get(`/definitions/${id}/workflows`)).toMatchObject([{ workflowId: old }]);
  });

  test("never gives a version's number to another", async () => {
    const id = await server.create(aDefinition());
    await server.request("PUT", `/definitions/${id}`, aDefinition());
    await server.request("DELETE", `/definitions/${id}?version=2`);

    expect((await server.request("PUT", `/definitions/${id}`, aDefinition())).body).toMatchObject({ version: 3 });
  });

  test("of a version that is not there is answered with 404", async () => {
    const id = await server.create(aDefinition());
    const { status, body } = await server.request("DELETE", `/definitions/${id}?version=9`);
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 1300 } });
  });
});
