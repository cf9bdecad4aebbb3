import { aDefinition, contract, startAutomation, type AutomationServer } from "./server.js";

let server: AutomationServer;
beforeEach(async () => {
  server = await startAutomation();
});
afterEach(() => server.close());

/** The server compares each exchange with the document. */
(contract ? test : test.skip)("every operation of the document is there, and answers as it says", async () => {
  const id = await server.create(aDefinition());
  const workflow = await server.start(id);
  for (const [method, path, body] of [
    ["GET", "/definitions"],
    ["GET", `/definitions/${id}`],
    ["PUT", `/definitions/${id}`, aDefinition()],
    ["GET", `/definitions/${id}/workflows?version=1`],
    ["GET", `/definitions/${id}/workflows/${workflow}?includeLogs=true`],
    ["PATCH", `/definitions/${id}/workflows/${workflow}`, { status: "suspend" }],
    ["GET", `/definitions/${id}/workflows/${workflow}/errors`],
    ["POST", "/triggers/http_request", { any: "object" }],
    ["GET", "/steps/timezones"],
    ["GET", "/steps/functions"],
    ["GET", "/usage"],
    ["GET", "/usage/history"],
    ["DELETE", `/definitions/${id}`],
  ] as const) {
    expect((await server.request(method, path, body)).status).toBeLessThan(300);
  }
  expect([...server.used].sort()).toEqual(contract?.operations().sort());
});
