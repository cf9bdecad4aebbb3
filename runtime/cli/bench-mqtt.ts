import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import mqtt, { type MqttClient } from "mqtt";
import { openMqtt } from "../../adapters/mqtt/index.js";
import { latencySummary } from "../bench/percentile.js";
import { systemClock } from "../clock.js";
import { families } from "../families.js";
import type { Program } from "../program.js";
import { openStore } from "../store/open.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { addDefinition } from "../testing/host.js";

/** Messages are sent in groups, so often a second. */
const GROUPS_PER_SECOND = 50;
const IN = "switchboard/mqtt/in";
const OUT = "switchboard/mqtt/out";

/** Answers every message with its own text. */
const echo: Program = {
  id: "echo",
  name: "echo",
  type: "messaging",
  start: ["answer"],
  nodes: {
    answer: { id: "answer", step: "contact-send_msg", options: { text: "@input.text" }, exits: { next: [] } },
  },
};

/** Measures how long a message by MQTT takes to its answer, at a steady rate, with client, broker and Switchboard in one process. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rate: { type: "string", default: "500" }, seconds: { type: "string", default: "20" } },
  });
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  const folder = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
  const store = await openStore(`sqlite:${join(folder, "bench.sqlite")}`, { clock: systemClock });
  const switchboard = new Switchboard({ store, families });
  await addDefinition(switchboard, echo);
  switchboard.triggers.onMessage({ flow: { id: echo.id }, whenWaiting: "leave", matches: () => ({}) });
  const opened = await openMqtt(switchboard, { port: 0 });
  if (!opened) throw new Error("The broker could not be opened.");
  switchboard.channels.add(opened.channel);
  await switchboard.start();
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${opened.port}`, { protocolVersion: 4 });
  const latencies = await measure(client, rate, seconds);
  await client.endAsync();
  await switchboard.close();
  rmSync(folder, { recursive: true });
  console.log(JSON.stringify({ rate, sent: rate * seconds, answered: latencies.length, ...latencySummary(latencies) }));
}

/** Milliseconds from each message to its answer. */
async function measure(client: MqttClient, rate: number, seconds: number): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const total = rate * seconds;
  const all = Promise.withResolvers<void>();
  client.on("message", (_topic, payload) => {
    const { text } = JSON.parse(payload.toString()) as { text: string };
    const at = sentAt.get(text);
    if (at === undefined) return;
    sentAt.delete(text);
    latencies.push(performance.now() - at);
    if (latencies.length === total) all.resolve();
  });
  await client.subscribeAsync(OUT, { qos: 1 });
  let sent = 0;
  const start = performance.now();
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * rate));
    for (; sent < due; sent++) {
      const text = `n${sent}`;
      sentAt.set(text, performance.now());
      client.publish(IN, JSON.stringify({ urn: `tel:+1206${String(5_000_000 + sent)}`, text, id: text }), { qos: 1 });
    }
    if (sent === total) clearInterval(timer);
  }, 1000 / GROUPS_PER_SECOND);
  await all.promise;
  return latencies;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
