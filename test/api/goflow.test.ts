import type { JsonObject } from "../../runtime/json.js";
import { startServer, type ApiServer } from "./server.js";

let server: ApiServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const FLOW = "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d";
const GROUP = { uuid: "1e1ce1e1-9288-4504-869e-022d1003c72a", name: "Customers" };
const uuid = (number: number): string => `8eebd020-1af5-431c-b943-aa670fc7400${number}`;

const flow = (actions: JsonObject[], fields: JsonObject = {}): JsonObject => ({
  uuid: FLOW,
  name: "Registration",
  spec_version: "13.1.0",
  language: "eng",
  type: "messaging",
  nodes: [{ uuid: uuid(0), actions, exits: [{ uuid: uuid(9) }] }],
  ...fields,
});
const join = { uuid: uuid(1), type: "add_contact_groups", groups: [GROUP] };
const keep = (value: string): JsonObject => ({ uuid: uuid(2), type: "set_run_result", name: "kept", value });

const post = (document: JsonObject): ReturnType<ApiServer["request"]> =>
  server.request("POST", "/flows", { format: "goflow", document });

async function start(body: JsonObject): Promise<JsonObject> {
  const { body: started } = await server.request("POST", `/flows/${FLOW}/start`, body);
  await server.switchboard.whenIdle();
  return (await server.request("GET", `/sessions/${String(started["session"])}`)).body;
}

test("an export brings its flows, and the assets that they use", async () => {
  const { status, body } = await post({ flows: [flow([join])], groups: [GROUP] });
  expect([status, body]).toEqual([201, { id: FLOW, flows: [{ id: FLOW, version: 1 }] }]);
  const session = await start({ urn: "tel:+15550100" });
  expect(JSON.stringify(session)).toContain('"groups_added":[{"uuid":"1e1ce1e1');
  expect((await server.request("GET", "/flows")).body).toMatchObject({ flows: [{ id: FLOW }] });
});

test("assets of a later export stand beside those of an earlier one, and after a restart too", async () => {
  await post({ flows: [flow([join])], groups: [GROUP] });
  await post({ flows: [], groups: [{ ...GROUP, name: "Clients" }], labels: [{ uuid: uuid(3), name: "Spam" }] });
  const { groups, labels } = server.switchboard.assets;
  expect([groups.get(GROUP.uuid)?.name, labels.all.length]).toEqual(["Clients", 1]);
  server.switchboard.assetSources.use({});
  await server.switchboard.start();
  expect(server.switchboard.assets.groups.get(GROUP.uuid)?.name).toBe("Clients");
});

test("of an export with a flow that is not valid nothing is taken over, and the place is named", async () => {
  const broken = flow([
    { ...keep("x"), name: "" },
    { uuid: uuid(4), type: "dance" },
  ]);
  const { status, body } = await post({ flows: [broken], groups: [GROUP] });
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain(`flow 'Registration' / node ${uuid(0)} / action 2 (dance)`);
  expect(server.switchboard.assets.groups.all).toEqual([]);
});

test("assets that are not valid are refused", async () => {
  const { status, body } = await post({ flows: [flow([join])], groups: [{ name: "no id" }] });
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain("groups/0");
});

test.each<[string, JsonObject, string, string]>([
  [
    "manual",
    { type: "manual", user: { email: "bob@nyaruka.com", name: "Bob" }, origin: "ui" },
    "@trigger.origin",
    "ui",
  ],
  [
    "msg",
    { type: "msg", msg: { uuid: uuid(5), text: "join" }, keyword_match: { type: "first_word", keyword: "join" } },
    "@trigger.keyword @input.text",
    "join join",
  ],
  [
    "channel",
    { type: "channel", event: { type: "new_conversation", channel: { uuid: uuid(6), name: "FB" } } },
    "@trigger.type",
    "channel",
  ],
  [
    "campaign",
    { type: "campaign", event: { uuid: uuid(7), campaign: { uuid: uuid(8), name: "Reminders" } } },
    "@trigger.type",
    "campaign",
  ],
  [
    "flow_action",
    {
      type: "flow_action",
      run_summary: {
        uuid: uuid(5),
        flow: { uuid: uuid(6), name: "Parent" },
        status: "active",
        results: { a: { name: "A", value: "1", node_uuid: uuid(7), created_on: "2026-01-01T00:00:00Z" } },
      },
    },
    "@parent.results.a",
    "1",
  ],
])("a flow is started by a trigger of type %s", async (_type, trigger, template, value) => {
  await post(flow([keep(template)]));
  const session = await start({ urn: "tel:+15550100", trigger });
  expect(JSON.stringify(session)).toContain(`"value":"${value}"`);
});

test("a trigger with a connection starts a voice flow", async () => {
  await post(flow([{ uuid: uuid(1), type: "say_msg", text: "Hello" }], { type: "voice" }));
  const connection = { channel: { uuid: uuid(6), name: "Nexmo" }, urn: "tel:+15550100" };
  const session = await start({ urn: "tel:+15550100", trigger: { type: "manual", connection } });
  expect(JSON.stringify(session)).toContain('"type":"ivr_created"');
});

test("a trigger that lacks something is refused in GoFlow's words", async () => {
  await post(flow([keep("x")]));
  const { status, body } = await server.request("POST", `/flows/${FLOW}/start`, { trigger: { type: "channel" } });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { message: "'trigger' is none: field 'event' is required." } });
});
