import { helperFunctions } from "../../../runtime/expressions/javascript/index.js";
import {
  ACCOUNT,
  aDefinition,
  OPERATOR_TOKEN,
  OTHER_ACCOUNT,
  startAutomation,
  type AutomationServer,
} from "./server.js";

const DAY = 24 * 60 * 60 * 1000;

let server: AutomationServer;
beforeEach(async () => {
  server = await startAutomation();
});
afterEach(() => server.close());

const get = async (path: string): Promise<unknown> => (await server.request("GET", path)).body;

test("the http_request trigger starts what it fits, and answers 200 also where that is nothing", async () => {
  expect(await server.request("POST", "/triggers/http_request", {})).toMatchObject({ status: 200, body: null });
  const any = await server.create(aDefinition());
  const own = await server.create(aDefinition({ subAccountId: "sub_a" }));
  const disabled = await server.create(aDefinition({ status: "disabled" }));
  const other = await server.create(aDefinition({ trigger: "inbound_sms" }));

  await server.request("POST", "/triggers/http_request", { x: 1, accountId: "forged", subAccountId: "forged" });
  await server.request("POST", "/triggers/http_request?subAccountId=sub_a", { x: 2 });

  const system = { accountId: ACCOUNT, triggeredAt: "2021-07-12T00:00:00.000Z" };
  const second = { data: { x: 2, ...system, subAccountId: "sub_a" } };
  const lists = await Promise.all([any, own, disabled, other].map((id) => get(`/definitions/${id}/workflows`)));
  expect(lists).toEqual([
    [expect.objectContaining(second), expect.objectContaining({ data: { x: 1, ...system } })],
    [expect.objectContaining(second)],
    [],
    [],
  ]);
});

test("an updated definition is triggered as its newest version says", async () => {
  const id = await server.create(aDefinition());
  await server.request("PUT", `/definitions/${id}`, aDefinition({ status: "disabled" }));
  await server.request("POST", "/triggers/http_request", {});
  expect(await get(`/definitions/${id}/workflows`)).toEqual([]);

  await server.request("PUT", `/definitions/${id}`, aDefinition());
  await server.request("POST", "/triggers/http_request", {});
  expect(await get(`/definitions/${id}/workflows`)).toMatchObject([{ version: 3 }]);
});

test("time zones are found by a part of their id or name, in any case", async () => {
  expect(await get("/steps/timezones")).toContainEqual({
    id: "Singapore Standard Time",
    name: expect.stringContaining("Singapore"),
  });
  expect(await get("/steps/timezones?contains=EUROPE")).toMatchObject([
    { id: "Central Europe Standard Time" },
    { id: "Central European Standard Time" },
    { id: "E. Europe Standard Time" },
    { id: "W. Europe Standard Time" },
  ]);
  expect(await get("/steps/timezones?contains=vienna")).toMatchObject([{ id: "W. Europe Standard Time" }]);
  expect(await get("/steps/timezones?contains=atlantis")).toEqual([]);
});

test("the functions of scripts are listed with their parameters", async () => {
  expect(await get("/steps/functions")).toEqual(helperFunctions);
});

test("usage counts the instances that the account has started, by month", async () => {
  const id = await server.create(aDefinition());
  await server.start(id);
  await server.start(id);
  await server.advance(31 * DAY);
  await server.start(id);
  await server.request("DELETE", `/definitions/${id}`);

  expect(await get("/usage")).toMatchObject([
    {
      accountId: ACCOUNT,
      executedWorkflowCount: 1,
      countStartedMonth: 8,
      countStartedYear: 2021,
      allowedOverage: true,
    },
  ]);
  expect(await get("/usage/history")).toMatchObject([
    { accountId: ACCOUNT, executedWorkflowCount: 1, month: 8, year: 2021 },
    { accountId: ACCOUNT, executedWorkflowCount: 2, month: 7, year: 2021 },
  ]);
  const options = { account: OTHER_ACCOUNT, token: OPERATOR_TOKEN };
  expect((await server.request("GET", "/usage/history", undefined, options)).body).toEqual([]);
});
