import express from "express";
import { createApi } from "../../../runtime/api/index.js";
import { write8x8 } from "../../../runtime/formats/8x8/index.js";
import { readTab } from "../../../runtime/formats/node-red/index.js";
import { systemIds } from "../../../runtime/ids.js";
import type { JsonObject } from "../../../runtime/json.js";
import { serve, type TestServer } from "../../support/http.js";
import { aDefinition, aWait, OPERATOR_TOKEN, startAutomation, type AutomationServer } from "./server.js";

let server: AutomationServer;
let ours: TestServer;
let api: string;
beforeEach(async () => {
  server = await startAutomation();
  const app = express().use("/switchboard", createApi(server.switchboard, { token: OPERATOR_TOKEN }));
  ours = await serve(app);
  api = ours.url;
});
afterEach(async () => {
  ours.close();
  await server.close();
});

const get = async (path: string): Promise<JsonObject> => {
  const response = await fetch(`${api}/switchboard${path}`, { headers: { Authorization: `Bearer ${OPERATOR_TOKEN}` } });
  return (await response.json()) as JsonObject;
};

test("a definition is a flow among the others", async () => {
  const id = await server.create(aDefinition());
  await server.request(
    "PUT",
    `/definitions/${id}`,
    aDefinition({ definition: { name: "Second", steps: [aWait("w")] } }),
  );

  expect(await get("/flows")).toMatchObject({ flows: [{ id, name: "Second", format: "8x8", version: 2 }] });
});

test("a definition is exported as a tab of the editor, and back", async () => {
  const id = await server.create(aDefinition({}, [aWait("a", { nextStepId: "b" }), aWait("b")]));

  const tab = (await get(`/flows/${id}?format=node-red`)) as unknown as JsonObject[];
  expect(tab[0]).toMatchObject({ type: "tab", label: "Flow" });
  expect(tab.map(({ type }) => type)).toEqual(expect.arrayContaining(["entry-workflow_in", "workflow-Wait"]));
  const read = readTab(tab, { ids: systemIds });
  expect(read).toMatchObject({ program: { name: "Flow" } });
  const written = "program" in read ? write8x8(read.program) : read;
  expect(written).toMatchObject({
    document: { trigger: "http_request", definition: { steps: [{ id: "a", nextStepId: "b" }, { id: "b" }] } },
  });
});

test("an instance is a session among the others", async () => {
  const id = await server.create(aDefinition());
  const workflow = await server.start(id);

  expect(await get(`/sessions/${workflow}`)).toMatchObject({ id: workflow, status: "waiting", path: [{ node: "w" }] });
});
