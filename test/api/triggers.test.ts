import { addDefinition, startServer, type ApiServer } from "./server.js";

let server: ApiServer;
beforeEach(async () => {
  server = await startServer();
  server.switchboard.channels.add({ id: "sms", name: "SMS", deliver: () => Promise.resolve() });
  await addDefinition(server.switchboard, {
    id: "welcome",
    name: "Welcome",
    type: "any",
    start: [],
    nodes: {
      in: { id: "in", step: "entry-channel_event", options: { event: "optin" }, exits: { next: ["hello"] } },
      hello: { id: "hello", step: "contact-send_msg", options: { text: "Welcome" }, exits: {} },
    },
  });
});
afterEach(() => server.close());

const tell = (body: object): ReturnType<ApiServer["request"]> => server.request("POST", "/triggers", body);
const optin = { urn: "tel:+12065550100", channel: "sms", trigger: { type: "channel", event: { type: "optin" } } };

test("a trigger starts the flows that listen for it, with its channel", async () => {
  const { status, body } = await tell(optin);
  expect({ status, body }).toEqual({ status: 202, body: { sessions: [expect.any(String)] } });
  const [session] = (body as { sessions: string[] }).sessions;
  await server.switchboard.whenIdle();
  const found = await server.switchboard.store.session(session ?? "");
  expect(found?.session.trigger).toMatchObject({ type: "channel", event: { channel: { uuid: "sms", name: "SMS" } } });
});

test("one that no flow listens for starts nothing", async () => {
  expect(await tell({ ...optin, trigger: { type: "channel", event: { type: "optout" } } })).toMatchObject({
    status: 202,
    body: { sessions: [] },
  });
});

test.each([
  [{ ...optin, urn: "nobody" }, 400, "is no URN, as tel:+12065550100 is: scheme or path cannot be empty"],
  [{ ...optin, channel: "none" }, 404, "no channel 'none'"],
  [{ ...optin, trigger: { type: "ticket", event: { type: "closed" } } }, 400, "event.ticket"],
  [{ ...optin, trigger: { type: "manual", event: {} } }, 400, "type"],
])("refuses %j", async (body, status, text) => {
  const answer = await tell(body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(text);
});
