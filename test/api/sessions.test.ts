import { startServer, takeCalls, type ApiServer, chain } from "./server.js";

let server: ApiServer;
let id: string;
beforeEach(async () => {
  server = await startServer();
  const { switchboard } = server;
  await takeCalls(switchboard, "100", chain("pause", ["call-sleep", { duration: 60_000 }]));
  await switchboard.startCall({ channel: "simulator", from: "+1", to: "100", id: "call-1" });
  await switchboard.whenIdle();
  const { body } = await server.request("GET", "/sessions?call=call-1");
  id = String((body["sessions"] as { id: string }[])[0]?.id);
});
afterEach(() => server.close());

test("a session shows what it waits for, and until when", async () => {
  const { body } = await server.request("GET", `/sessions/${id}`);
  expect(body).toMatchObject({
    id,
    status: "waiting",
    flow: { id: "pause" },
    call: { id: "call-1", from: "+1", to: "100" },
    runs: [{ flow: { id: "pause" }, status: "waiting", role: "main", path: [{ node: "n0" }] }],
    waits: [{ node: "n0", for: ["timeout"], until: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
});

test("a session shows its recorded events in order", async () => {
  const { body } = await server.request("GET", `/sessions/${id}`);
  expect(body["events"]).toEqual(
    expect.arrayContaining([expect.objectContaining({ node: "n0", at: expect.any(String) })]),
  );
});

test("a session is suspended, resumed and stopped", async () => {
  const steer = async (command: string): Promise<unknown> => {
    expect((await server.request("POST", `/sessions/${id}/commands`, { command })).status).toBe(202);
    await server.switchboard.whenIdle();
    return (await server.request("GET", `/sessions/${id}`)).body["status"];
  };
  expect(await steer("suspend")).toBe("suspended");
  expect(await steer("resume")).toBe("waiting");
  expect(await steer("interrupt")).toBe("interrupted");
});

test("an unknown command is refused", async () => {
  expect((await server.request("POST", `/sessions/${id}/commands`, { command: "explode" })).status).toBe(400);
});
