import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import type { Json, JsonObject } from "../../runtime/json.js";
import type { Program } from "../../runtime/program.js";
import { chain, startServer, takeCalls, type ApiServer } from "../api/server.js";
import { openFeed, type OpenFeed } from "./feed.js";

let server: ApiServer;
let simulator: SimulatorChannel;
beforeEach(async () => {
  server = await startServer();
  simulator = new SimulatorChannel(server.switchboard);
  server.switchboard.channels.add(simulator);
  await takeCalls(server.switchboard, "100", menu);
});
afterEach(() => server.close());

/** Asks for a key, and says which it was. */
const menu: Program = chain(
  "menu",
  ["call-talk", { text: "Press a key.", language: "en-US" }],
  ["call-digits_receive", { duration: 60_000 }],
  ["call-talk", { text: "You pressed ${voipbin.call.digits}." }],
);

async function call(): Promise<{
  id: string;
  feed: OpenFeed;
  event: (event: object) => ReturnType<ApiServer["request"]>;
}> {
  const { status, body } = await server.request("POST", "/simulator/calls", { from: "+12065550100", to: "100" });
  expect(status).toBe(201);
  const id = String(body["call"]);
  const feed = await openFeed(server, `call=${id}`);
  return { id, feed, event: (event) => server.request("POST", `/simulator/calls/${id}/events`, event) };
}

const view = (news: JsonObject): JsonObject => news["call"] as JsonObject;
const plays = (news: JsonObject): boolean => view(news)["playing"] !== undefined;
const hasEnded = (news: JsonObject): boolean => view(news)["status"] === "ended";
const said = (news: JsonObject): Json[] =>
  (view(news)["transcript"] as JsonObject[]).map((line) => line["text"] ?? null);

test("a call is answered, hears what the flow says, takes keys and is hung up", async () => {
  const { feed, event } = await call();
  const first = await feed.until(plays);
  expect(view(first)).toMatchObject({ status: "in_progress", from: "+12065550100", to: "100" });
  expect(view(first)["transcript"]).toEqual([
    expect.objectContaining({ by: "flow", kind: "talk", text: "Press a key.", language: "en-US" }),
  ]);
  expect((await event({ type: "media_ended" })).status).toBe(202);
  expect((await event({ type: "digit", digit: "5" })).status).toBe(202);
  await feed.until((news) => said(news).includes("You pressed 5.") && plays(news));
  await event({ type: "media_ended" });
  const last = await feed.until(hasEnded);
  expect(said(last)).toEqual(["Press a key.", "5", "You pressed 5.", "The flow hung up"]);
  feed.close();
});

test("the phone can hang up", async () => {
  const { id, feed, event } = await call();
  const news = await feed.until(plays);
  await event({ type: "hangup" });
  await feed.until(hasEnded);
  await server.switchboard.whenIdle();
  const session = String(view(news)["session"]);
  expect((await server.request("GET", `/sessions/${session}`)).body).toMatchObject({
    status: "interrupted",
    call: { id, status: "hangup", hangupBy: "remote" },
  });
  expect((await event({ type: "digit", digit: "1" })).status).toBe(409);
  feed.close();
});

test("the end of a media counts once", async () => {
  const { feed, event } = await call();
  const media = (view(await feed.until(plays))["playing"] as JsonObject)["media"] as Json;
  expect((await event({ type: "media_ended", media })).body).toEqual({ input: expect.any(String) });
  expect((await event({ type: "media_ended", media })).body).toMatchObject({ duplicate: true });
  expect((await event({ type: "media_ended" })).status).toBe(409);
  feed.close();
});

test("a key that is sent again with its id counts once", async () => {
  const { feed, event } = await call();
  await feed.until(plays);
  const first = await event({ type: "digit", digit: "1", id: "key-1" });
  expect(await event({ type: "digit", digit: "1", id: "key-1" })).toMatchObject({
    status: 202,
    body: { input: first.body["input"], duplicate: true },
  });
  feed.close();
});

test("a call that no flow takes is answered with 404", async () => {
  const { status, body } = await server.request("POST", "/simulator/calls", { from: "+1", to: "999" });
  expect(status).toBe(404);
  expect(body).toMatchObject({ error: { message: expect.stringContaining("999") } });
});

test("events of an unknown call, and events that are none, are refused", async () => {
  expect((await server.request("POST", "/simulator/calls/none/events", { type: "hangup" })).status).toBe(404);
  const { feed, event } = await call();
  for (const wrong of [{ type: "dance" }, { type: "digit" }, { type: "digit", digit: "12" }, { type: "signal" }]) {
    expect((await event(wrong)).status).toBe(400);
  }
  feed.close();
});

test("a phone that looks on sees the call of its number", async () => {
  const { id, feed } = await call();
  const phone = await openFeed(server, `phone=${encodeURIComponent("+12065550100")}`);
  expect(view(await phone.next())["id"]).toBe(id);
  phone.close();
  feed.close();
});

test("a call goes on after the channel has forgotten it", async () => {
  const { id, feed } = await call();
  await feed.until(plays);
  feed.close();
  await simulator.close();
  const restarted = new SimulatorChannel(server.switchboard);
  server.switchboard.channels.add(restarted);
  const again = await openFeed(server, `call=${id}`);
  expect(view(await again.next())).toMatchObject({ id, status: "in_progress", playing: expect.anything() });
  await server.request("POST", `/simulator/calls/${id}/events`, { type: "media_ended" });
  await server.request("POST", `/simulator/calls/${id}/events`, { type: "digit", digit: "7" });
  await again.until((news) => said(news).includes("You pressed 7."));
  again.close();
});
