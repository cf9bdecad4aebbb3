import { ACCOUNT, aDefinition, aWait, startAutomation, type AutomationServer } from "./server.js";

const MINUTE = 60_000;
let server: AutomationServer;
beforeEach(async () => {
  server = await startAutomation();
});
afterEach(() => server.close());

const list = async (definition: string, query = ""): Promise<unknown> =>
  (await server.request("GET", `/definitions/${definition}/workflows${query}`)).body;
const instance = async (definition: string, id: string, query = ""): Promise<unknown> =>
  (await server.request("GET", `/definitions/${definition}/workflows/${id}${query}`)).body;
const command = (definition: string, id: string, status: unknown): ReturnType<AutomationServer["request"]> =>
  server.request("PATCH", `/definitions/${definition}/workflows/${id}`, { status });

test("a test run answers with its place, and is there at once", async () => {
  const id = await server.create(aDefinition({ status: "disabled" }));

  const { status, headers, body } = await server.request("POST", `/definitions/${id}/workflows`, { k: "v" });

  expect({ status, body }).toEqual({ status: 201, body: null });
  const location = headers.get("location")!;
  expect(location).toMatch(new RegExp(`^/api/v1/accounts/${ACCOUNT}/definitions/${id}/workflows/[^/]+$`));
  expect(await instance(id, location.split("/").at(-1)!)).toEqual({
    workflowId: location.split("/").at(-1),
    data: { k: "v", accountId: ACCOUNT, triggeredAt: "2021-07-12T00:00:00.000Z" },
    definitionId: id,
    version: 1,
    status: "Runnable",
    startedAt: "2021-07-12T00:00:00.000Z",
    completedAt: null,
  });
});

test("an instance completes in its time, and its log says what it did when", async () => {
  const id = await server.create(aDefinition({}, [aWait("a", { nextStepId: "b" }), aWait("b")]));
  const workflow = await server.start(id);
  await server.advance(MINUTE);

  expect(await instance(id, workflow, "?includeLogs=true")).toMatchObject({
    status: "Runnable",
    logs: [
      {
        stepName: "a",
        status: "Complete",
        startedAt: "2021-07-12T00:00:00.000Z",
        completedAt: "2021-07-12T00:01:00.000Z",
      },
      { stepName: "b", status: "Sleeping", startedAt: "2021-07-12T00:01:00.000Z", completedAt: null },
    ],
  });
  await server.advance(MINUTE);
  expect(await instance(id, workflow)).toMatchObject({ status: "Complete", completedAt: "2021-07-12T00:02:00.000Z" });
  expect(await instance(id, workflow)).not.toHaveProperty("logs");
});

test("a suspended instance goes on when it is resumed", async () => {
  const id = await server.create(aDefinition());
  const workflow = await server.start(id);

  expect((await command(id, workflow, "suspend")).status).toBe(200);
  await server.advance(2 * MINUTE);
  expect(await instance(id, workflow)).toMatchObject({ status: "Suspended", completedAt: null });

  expect((await command(id, workflow, "resume")).status).toBe(200);
  expect(await instance(id, workflow)).toMatchObject({ status: "Complete" });
});

test("a terminated instance does nothing more, and its step is cancelled", async () => {
  const id = await server.create(aDefinition({}, [aWait("a", { nextStepId: "b" }), aWait("b")]));
  const workflow = await server.start(id);

  expect((await command(id, workflow, "terminate")).status).toBe(200);
  await server.advance(5 * MINUTE);

  expect(await instance(id, workflow, "?includeLogs=true")).toMatchObject({
    status: "Terminated",
    completedAt: "2021-07-12T00:00:00.000Z",
    logs: [{ stepName: "a", status: "Cancelled" }],
  });
  expect((await server.request("GET", `/definitions/${id}/workflows/${workflow}/errors`)).body).toEqual([]);
});

test("a command whose status is reached already changes nothing", async () => {
  const id = await server.create(aDefinition());
  const workflow = await server.start(id);

  for (const [name, status] of [
    ["resume", "Runnable"],
    ["suspend", "Suspended"],
    ["suspend", "Suspended"],
    ["terminate", "Terminated"],
    ["terminate", "Terminated"],
  ] as const) {
    expect((await command(id, workflow, name)).status).toBe(200);
    expect(await instance(id, workflow)).toMatchObject({ status });
  }
});

test("an ended instance takes no command that would change it", async () => {
  const id = await server.create(aDefinition());
  const [complete, terminated] = [await server.start(id), await server.start(id)];
  await command(id, terminated, "terminate");
  await server.advance(MINUTE);

  for (const name of ["suspend", "resume", "terminate"]) {
    expect(await command(id, complete, name)).toMatchObject({ status: 400, body: { code: 1000 } });
  }
  for (const name of ["suspend", "resume"]) {
    expect(await command(id, terminated, name)).toMatchObject({ status: 400, body: { code: 1000 } });
  }
});

test("a step that fails terminates its instance, with one error", async () => {
  const id = await server.create(aDefinition({}, [aWait("bad", { inputs: { duration: "{{data.nothing.here}}" } })]));
  const workflow = await server.start(id);

  expect(await instance(id, workflow)).toMatchObject({ status: "Terminated" });
  expect((await server.request("GET", `/definitions/${id}/workflows/${workflow}/errors`)).body).toEqual([
    {
      workflowId: workflow,
      step: "bad",
      message: expect.stringContaining("Failed to evaluate the expression"),
      errorTime: "2021-07-12T00:00:00.000Z",
    },
  ]);
});

describe("the list of instances", () => {
  test("has those of the newest version, newest first", async () => {
    const id = await server.create(aDefinition());
    const old = await server.start(id);
    await server.request("PUT", `/definitions/${id}`, aDefinition());
    const [one, two] = [await server.start(id), await server.start(id)];

    expect(await list(id)).toMatchObject([{ workflowId: two, version: 2 }, { workflowId: one }]);
    expect(await list(id, "?version=1")).toMatchObject([{ workflowId: old, version: 1 }]);
    expect(await list(id, "?version=7")).toEqual([]);
  });

  test("comes in pages", async () => {
    const id = await server.create(aDefinition());
    const [one, two, three] = [await server.start(id), await server.start(id), await server.start(id)];

    expect(await list(id, "?limit=2")).toMatchObject([{ workflowId: three }, { workflowId: two }]);
    expect(await list(id, "?limit=2&offset=1")).toMatchObject([{ workflowId: one }]);
    expect(await list(id, "?limit=2&offset=2")).toEqual([]);
  });

  test("can be of one status", async () => {
    const id = await server.create(aDefinition());
    const complete = await server.start(id);
    await server.advance(MINUTE);
    const [suspended, terminated, running] = [await server.start(id), await server.start(id), await server.start(id)];
    await command(id, suspended, "suspend");
    await command(id, terminated, "terminate");

    expect(await list(id, "?status=Complete")).toMatchObject([{ workflowId: complete }]);
    expect(await list(id, "?status=Suspended")).toMatchObject([{ workflowId: suspended }]);
    expect(await list(id, "?status=Terminated")).toMatchObject([{ workflowId: terminated }]);
    expect(await list(id, "?status=Runnable")).toMatchObject([{ workflowId: running }]);
  });

  test("can be of a time, whose ends belong to it", async () => {
    const id = await server.create(aDefinition());
    const one = await server.start(id);
    await server.advance(MINUTE);
    const two = await server.start(id);

    expect(await list(id, "?startTimeFrom=2021-07-12T00:01:00Z")).toMatchObject([{ workflowId: two }]);
    expect(await list(id, "?startTimeTo=2021-07-12T00:00:59.999Z")).toMatchObject([{ workflowId: one }]);
    const bothEnds = "?startTimeFrom=2021-07-12T08:01:00%2B08:00&startTimeTo=2021-07-12T08:01:00%2B08:00";
    expect(await list(id, bothEnds)).toMatchObject([{ workflowId: two }]);
  });
});
