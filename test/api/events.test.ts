import { openEvents, type OpenFeed } from "../adapters/feed.js";
import { addDefinition, chain, startServer, type ApiServer } from "./server.js";

let server: ApiServer;
beforeEach(async () => {
  server = await startServer();
  await addDefinition(server.switchboard, chain("flow", ["call-goto"]));
});
afterEach(() => server.close());

/** Starts a session, whose events are committed when this resolves. */
async function run(): Promise<string> {
  const { body } = await server.request("POST", "/flows/flow/start", {});
  await server.switchboard.whenIdle();
  return String(body["session"]);
}

const open = (query = "", headers: Record<string, string> = {}): Promise<OpenFeed> =>
  openEvents(`${server.url}/events${query}`, headers);

test("a reader sees what happens from now on", async () => {
  await run();
  const feed = await open();
  const session = await run();
  expect(await feed.next()).toMatchObject({
    session,
    sequence: expect.any(Number),
    event: { type: expect.any(String) },
  });
  feed.close();
});

test("a reader that comes again goes on where it was", async () => {
  const first = await run();
  const second = await run();
  const all = await open("?after=0");
  const { sequence } = await all.next();
  expect((await all.until(({ session }) => session === second))["session"]).toBe(second);
  all.close();
  const again = await open("", { "Last-Event-ID": String(sequence) });
  expect((await again.next())["sequence"]).toBe(Number(sequence) + 1);
  again.close();
  expect(first).not.toBe(second);
});

test("a reader can look at one session", async () => {
  await run();
  const second = await run();
  const feed = await open(`?after=0&session=${second}`);
  expect((await feed.next())["session"]).toBe(second);
  feed.close();
});

test("a number that is none is refused", async () => {
  expect((await server.request("GET", "/events?after=yesterday")).status).toBe(400);
});

test("readers that have gone leave nothing behind", async () => {
  const before = server.switchboard.events.listenerCount("commit");
  const feed = await open("?after=0");
  await run();
  await feed.next();
  expect(server.switchboard.events.listenerCount("commit")).toBe(before + 1);
  feed.close();
  while (server.switchboard.events.listenerCount("commit") > before) await new Promise(setImmediate);
});
