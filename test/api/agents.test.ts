import { RecordingChannel } from "../support/recording-channel.js";
import { startServer, takeCalls, type ApiServer, chain } from "./server.js";

let server: ApiServer;
beforeEach(async () => {
  server = await startServer();
  server.switchboard.channels.add(new RecordingChannel("simulator"));
  server.switchboard.callCentre.add({
    agents: [{ id: "ann", name: "Ann", addresses: [{ type: "tel", target: "1002" }], status: "offline" }],
    queues: [{ id: "help" }],
  });
});
afterEach(() => server.close());

const agents = async () => (await server.request("GET", "/agents")).body;

test("an agent is shown as set up, until a status is set", async () => {
  expect(await agents()).toEqual({
    agents: [{ id: "ann", name: "Ann", status: "offline", addresses: [{ type: "tel", target: "1002" }], tag_ids: [] }],
    waiting: [],
  });

  expect((await server.request("PUT", "/agents/ann", { status: "away" })).status).toBe(202);
  await server.switchboard.whenIdle();

  expect(await agents()).toMatchObject({ agents: [{ id: "ann", status: "away" }] });
});

test("who waits is shown, and gets the agent who becomes available", async () => {
  const { switchboard } = server;
  await takeCalls(switchboard, "100", chain("queueing", ["call-queue_join", { queue_id: "help" }]));
  await switchboard.startCall({ channel: "simulator", from: "+1", to: "100", id: "call-1" });
  await switchboard.whenIdle();
  expect(await agents()).toMatchObject({ waiting: [{ queue: "help" }] });

  await server.request("PUT", "/agents/ann", { status: "available" });
  await switchboard.whenIdle();

  expect(await agents()).toMatchObject({ agents: [{ id: "ann", call: { queue: "help" } }], waiting: [] });
});

test("an agent that there is not cannot have a status", async () => {
  expect((await server.request("PUT", "/agents/bob", { status: "away" })).status).toBe(404);
});

test("what is no status is refused", async () => {
  const { status, body } = await server.request("PUT", "/agents/ann", { status: "asleep" });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("status");
});
