import type { ServerResponse } from "node:http";
import { HttpChannel } from "../../adapters/http/channel.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { addDefinition, chain, startServer, type ApiServer } from "../api/server.js";
import { bodyOf, loopback, type Loopback } from "../outgoing/server.js";

const CONVERSATIONS = 1000;
const HOUR_MS = 3_600_000;
const SECRET = "the-key-of-the-account";

/** Numbers that look random and are the same in every run (Park and Miller's generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A provider that breaks connections, fails, wants pauses, answers nonsense and refuses; what it took it knows by the key. */
class Provider {
  readonly texts = new Map<string, string>();
  readonly refused = new Set<string>();
  requests = 0;
  readonly #dice = dice(7);

  take(body: string, response: ServerResponse): void {
    this.requests++;
    const { key, text } = JSON.parse(body) as { key: string; text: string };
    const chance = this.#dice();
    if (chance < 0.1) return void response.destroy();
    if (chance < 0.2) return void response.writeHead(500).end("<html>garbage");
    if (chance < 0.21) return void response.writeHead(429, { "Retry-After": "2" }).end(SECRET);
    if (this.refused.has(key) || (chance < 0.24 && !this.texts.has(key))) {
      this.refused.add(key);
      return void response.writeHead(422).end(SECRET);
    }
    this.texts.set(key, text);
    // It has the message, and its answer is lost.
    if (chance < 0.3) return void response.destroy();
    response.writeHead(200).end(chance < 0.4 ? "}{ no JSON" : JSON.stringify({ id: `ext-${key}` }));
  }
}

let provider: Provider;
let server: Loopback;
let api: ApiServer;
let clock: VirtualClock;
let logged: string[];

beforeEach(async () => {
  provider = new Provider();
  server = await loopback((request, response) => void bodyOf(request).then((body) => provider.take(body, response)));
  clock = new VirtualClock(Date.UTC(2026, 0, 15));
  logged = [];
  const note = (line: string): void => void logged.push(line);
  api = await startServer({ clock, log: { info: note, warn: note, error: note } });
  await addDefinition(api.switchboard, chain("echo", ["contact-send_msg", { text: "You said @input.text" }]));
  api.switchboard.triggers.onMessage({ flow: { id: "echo" }, whenWaiting: "leave", matches: () => ({}) });
  api.switchboard.channels.add(
    new HttpChannel(api.switchboard, server.http, {
      id: "wild",
      url: `${server.url}/send?key=${SECRET}`,
      auth: "bearer",
      secret: SECRET,
      inAuth: "header",
      inSecret: SECRET,
    }),
  );
});
afterEach(async () => {
  await api.close();
  await server[Symbol.asyncDispose]();
});

/** Webhooks of all conversations, each twice and in no order. */
function webhooks(): { urn: string; text: string; id: string }[] {
  const roll = dice(11);
  const all = Array.from({ length: CONVERSATIONS }, (_, index) => ({
    urn: `tel:+1206555${String(index).padStart(4, "0")}`,
    text: `word${index}`,
    id: `m-${index}`,
  }));
  return [...all, ...all]
    .map((webhook) => ({ webhook, order: roll() }))
    .sort((one, other) => one.order - other.order)
    .map(({ webhook }) => webhook);
}

async function deliverWebhooks(): Promise<void> {
  const waiting = webhooks();
  const worker = async (): Promise<void> => {
    for (let webhook = waiting.pop(); webhook; webhook = waiting.pop()) {
      const { status } = await api.request("POST", "/webhooks/wild/messages", webhook, { "X-Api-Key": SECRET });
      expect(status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

test("a thousand conversations with a wild provider: every message is sent once or a dead letter, none is lost", async () => {
  await deliverWebhooks();
  await clock.advanceTo(clock.now() + 12 * HOUR_MS, () => api.switchboard.whenIdle());

  const { store } = api.switchboard;
  const dead = await store.deadEffects(2 * CONVERSATIONS);
  expect((await store.statistics()).pendingEffects).toBe(0);
  expect(provider.requests).toBeGreaterThan(CONVERSATIONS);
  expect(provider.texts.size + dead.length).toBe(CONVERSATIONS);
  expect(new Set([...provider.texts.values()]).size).toBe(provider.texts.size);
  expect(dead.map(({ key }) => key).sort()).toEqual([...provider.refused].sort());
  expect(dead.every(({ lastError }) => /answered with 422/.test(lastError ?? ""))).toBe(true);
  const told = JSON.stringify([logged, dead, await store.eventsAfter(0, 100_000)]);
  expect(told).not.toContain(SECRET);
}, 60_000);

test("whoever does not know the key is not let in", async () => {
  const { status, body } = await api.request("POST", "/webhooks/wild/messages", webhooks()[0], {
    "X-Api-Key": "guess",
  });

  expect(status).toBe(401);
  expect(JSON.stringify(body)).not.toContain(SECRET);
});
