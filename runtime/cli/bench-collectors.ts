import { parseArgs } from "node:util";
import { latencySummary } from "../bench/percentile.js";
import type { Channel } from "../channels/channel.js";
import { systemClock } from "../clock.js";
import { families } from "../families.js";
import { systemIds } from "../ids.js";
import { DEFAULTS, readListener } from "../metaflow/config.js";
import type { Program } from "../program.js";
import { openServices } from "../services/open.js";
import { lanes } from "../session/lanes.js";
import { openStore } from "../store/open.js";
import type { Commit } from "../store/store.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { addDefinition } from "../testing/host.js";

/** How long the collections go on, in milliseconds. */
const DURATION_MS = 10_000;

/** Every call sleeps, and listens for `*1`. */
const asleep: Program = {
  id: "asleep",
  name: "asleep",
  type: "voice",
  start: ["sleep"],
  nodes: {
    sleep: { id: "sleep", step: "call-sleep", options: { duration: 600_000 }, exits: {} },
    listen: { id: "listen", step: "metaflow-listen", options: { numbers: ["1"] }, exits: { "numbers.1": [] } },
  },
};

/** Measures how late the silence that ends a metaflow's collection is judged and durable, on calls that press keys all the time. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { calls: { type: "string", default: "200" }, store: { type: "string", default: "memory" } },
  });
  const calls = Number(values.calls);
  const store = await openStore(values.store, { clock: systemClock });
  const services = await openServices({ clock: systemClock, ids: systemIds });
  const switchboard = new Switchboard({ store, families, services });
  const phones: Channel = { id: "phones", name: "Phones", deliver: async () => {} };
  switchboard.channels.add(phones);
  await addDefinition(switchboard, asleep);
  switchboard.metaflows.add(({ call }) => {
    if (!call) return [];
    const settings = readListener({ numbers: ["1"] }, switchboard.metaflows);
    return [{ ...settings, endpoint: "phone", leg: call.id, flow: { id: asleep.id }, node: "listen" }];
  });
  await switchboard.start();

  const pressedAt = new Map<string, number>();
  const late: number[] = [];
  switchboard.events.on("commit", ({ sessions }: Commit) => {
    for (const { events } of sessions) {
      for (const { event } of events) {
        if (event.type === "digits_collected")
          late.push(performance.now() - pressedAt.get(String(event["leg"]))! - DEFAULTS.digitTimeoutMs);
      }
    }
  });
  const press = async (leg: string): Promise<void> => {
    for (const digit of ["*", "1"]) {
      pressedAt.set(leg, performance.now());
      await switchboard.callEvent(phones.id, leg, { type: "digit", leg, digit });
    }
  };
  const end = performance.now() + DURATION_MS;
  await Promise.all(
    Array.from({ length: calls }, async () => {
      const id = systemIds.uuid();
      const call = { id, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
      await switchboard.startFlow({ id: asleep.id }, { channel: phones.id, call, lane: lanes.ofCall(id) });
      while (performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 800));
        await press(id);
        await new Promise((resolve) => setTimeout(resolve, DEFAULTS.digitTimeoutMs + 200));
      }
    }),
  );
  await switchboard.close();
  console.log(JSON.stringify({ calls, collections: late.length, ...latencySummary(late) }));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
