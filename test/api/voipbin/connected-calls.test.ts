import type { CallInput } from "../../../runtime/session/input.js";
import { errorOf, startVoipbinServer, type VoipbinServer } from "./server.js";

const CALL = "c0000000-0000-4000-8000-000000000001";
const CALLEE = "+15550111";
const NIL_ID = "00000000-0000-0000-0000-000000000000";

let server: VoipbinServer;
let leg: string;
beforeEach(async () => {
  server = await startVoipbinServer();
  const actions = [
    { type: "connect", option: { source: { target: "+15550177" }, destinations: [{ type: "tel", target: CALLEE }] } },
    { type: "sleep", option: { duration: 60_000 } },
  ];
  const { id: flow } = await server.post("/flows", { actions });
  const call = { id: CALL, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
  await server.switchboard.startFlow({ id: String(flow) }, { call, channel: "simulator", lane: `call:${CALL}` });
  await server.settle();
  leg = String(server.channel.effects.find(({ event }) => event.type === "call_dial")?.event["leg"]);
  await happens("answered");
  server.channel.effects.length = 0;
});
afterEach(() => server.close());

async function happens(event: CallInput["event"], cause?: string): Promise<void> {
  const input = { type: "call", event, leg, ...(cause !== undefined && { cause }) } as const;
  await server.switchboard.callEvent("simulator", CALL, input);
  await server.settle();
}

const told = () => server.channel.effects.map(({ event }) => [event.type, event["leg"]]);

test("whom a flow has connected is a call, chained to the flow's own", async () => {
  expect(await server.get(`/calls/${leg}`)).toMatchObject({
    ...{ id: leg, status: "progressing", direction: "outgoing", master_call_id: CALL },
    source: { target: "+15550177" },
    destination: { target: CALLEE },
  });
  expect(await server.get(`/calls/${CALL}`)).toMatchObject({ chained_call_ids: [leg] });
});

test.each<[control: string, body: object | undefined]>([
  ["hold", undefined],
  ["mute", { direction: "out" }],
  ["moh", undefined],
  ["silence", undefined],
  ["talk", { text: "hello" }],
])("%s is done to that party", async (control, body) => {
  expect(await server.request("POST", `/calls/${leg}/${control}`, body)).toMatchObject({ status: 200 });
  await server.settle();
  expect(told()).toEqual([[control, leg]]);
});

test("it has a recording of its own", async () => {
  const { recording_id: recording } = await server.post(`/calls/${leg}/recording_start`, { end_of_key: "#" });
  await server.settle();
  expect(told()).toEqual([["recording_start", leg]]);
  expect(await server.get(`/calls/${CALL}`)).toMatchObject({ recording_id: NIL_ID, recording_ids: [] });

  await server.switchboard.callEvent("simulator", CALL, { type: "digit", leg, digit: "#" });
  await server.settle();

  expect(told().at(-1)).toEqual(["recording_stop", leg]);
  expect(await server.get(`/calls/${leg}`)).toMatchObject({ recording_id: NIL_ID, recording_ids: [recording] });
});

test.each([
  ["POST", "/hangup"],
  ["DELETE", ""],
])("%s %s of it hangs that party up, and the flow goes on", async (method, path) => {
  expect((await server.request(method, `/calls/${leg}${path}`)).body).toMatchObject({ id: leg, status: "terminating" });
  await server.settle();
  expect(told()).toEqual([["call_hangup", leg]]);

  await happens("hangup");

  expect(errorOf(await server.request("GET", `/calls/${leg}`))).toMatchObject({ http: 404 });
  const { activeflow_id, status } = await server.get(`/calls/${CALL}`);
  expect(status).toBe("progressing");
  const run = await server.get(`/activeflows/${String(activeflow_id)}`);
  expect(run).toMatchObject({ status: "running", current_action: { type: "sleep" } });
});
