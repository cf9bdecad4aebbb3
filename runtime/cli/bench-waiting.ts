import { parseArgs } from "node:util";
import { lanes } from "../session/lanes.js";
import { families } from "../families.js";
import type { Program } from "../program.js";
import { openServices } from "../services/open.js";
import { openStore } from "../store/open.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { systemClock } from "../clock.js";
import { systemIds } from "../ids.js";

/** A question whose answer may come within a day. */
const QUESTION: Program = {
  id: "b0a5c1de-0000-4000-8000-000000000001",
  name: "Question",
  type: "messaging",
  start: ["ask"],
  nodes: {
    ask: {
      id: "ask",
      step: "contact-send_msg",
      options: { text: "How are you, @contact.urn?" },
      exits: { next: ["wait"] },
    },
    wait: {
      id: "wait",
      step: "contact-switch",
      options: {
        wait: { type: "msg", timeout: { seconds: 86_400, category_uuid: "none" } },
        operand: "@input.text",
        categories: [
          { uuid: "any", name: "Answer" },
          { uuid: "none", name: "No answer" },
        ],
        default_category_uuid: "any",
      },
      exits: {},
    },
  },
};

const IN_FLIGHT = 64;
const WARM_UP = 20_000;
/** The store's last checkpoint has ended after this time. */
const SETTLE_MS = 3000;

/** Measures what sessions cost that only wait: memory, disk, the first reply after a restart, and the CPU of idle timers. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { sessions: { type: "string", default: "100000" }, store: { type: "string" } },
  });
  const sessions = Number(values.sessions);
  if (values.store === undefined) throw new Error("Say where: --store sqlite:FILE");

  let switchboard = await open(values.store);
  await switchboard.define({
    id: QUESTION.id,
    kind: "program",
    name: QUESTION.name,
    at: Date.now(),
    document: {},
    program: JSON.parse(JSON.stringify(QUESTION)),
  });
  // What a busy process needs anyway is not counted: code that was compiled, the store's page cache.
  await startMany(switchboard, 0, WARM_UP);
  const before = memory();
  await startMany(switchboard, WARM_UP, WARM_UP + sessions);
  const grown = memory() - before;
  await pause(SETTLE_MS);
  const idle = await idleCpu();
  await switchboard.close();

  const restart = performance.now();
  switchboard = await open(values.store);
  const replied = new Promise<void>((resolve) => switchboard.events.once("commit", () => resolve()));
  await switchboard.receiveMessage({ channel: "bench", urn: urnOf(17), text: "fine" });
  await replied;
  const reply = performance.now() - restart;
  await switchboard.close();
  console.log(
    JSON.stringify({
      waiting_sessions: sessions,
      rss_growth_mb: Math.round(grown / 2 ** 20),
      idle_cpu_ms_per_s: Math.round(idle * 10) / 10,
      first_reply_after_restart_ms: Math.round(reply),
    }),
  );
}

async function open(store: string): Promise<Switchboard> {
  const switchboard = new Switchboard({
    store: await openStore(store, { clock: systemClock }),
    families,
    services: await openServices({ clock: systemClock, ids: systemIds }),
  });
  switchboard.channels.add({ id: "bench", name: "Bench", schemes: ["tel"], deliver: () => Promise.resolve() });
  await switchboard.start();
  return switchboard;
}

async function startMany(switchboard: Switchboard, from: number, to: number): Promise<void> {
  let next = from;
  const start = async (): Promise<void> => {
    for (let number = next++; number < to; number = next++) {
      const { id } = await switchboard.contactWith(urnOf(number), "bench");
      const session = switchboard.ids.uuid();
      const at = switchboard.clock.now();
      const input = {
        type: "start",
        flow: { id: QUESTION.id },
        session,
        channel: "bench",
        trigger: { type: "manual", at },
      } as const;
      await switchboard.accept({ source: "bench", lane: lanes.ofContact(id), at, input });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, start));
  await switchboard.whenIdle();
}

function urnOf(number: number): string {
  return `tel:+1206${String(number).padStart(7, "0")}`;
}

/** Resident memory after what can be freed is freed (run with --expose-gc). */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

/** CPU that the process takes in two seconds of doing nothing, in milliseconds a second. */
async function idleCpu(): Promise<number> {
  const seconds = 2;
  const before = process.cpuUsage();
  await pause(seconds * 1000);
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000 / seconds;
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
