import { parseArgs } from "node:util";
import { Callers } from "../bench/callers.js";
import { latencySummary } from "../bench/percentile.js";
import { phoneMenu } from "../bench/phone-menu.js";
import { systemClock } from "../clock.js";
import { families } from "../families.js";
import { systemIds } from "../ids.js";
import { openServices } from "../services/open.js";
import { lanes } from "../session/lanes.js";
import { openStore } from "../store/open.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { testHost } from "../testing/hosts.js";

const USAGE = `Usage: npm run -s bench:calls -- --calls N --rounds N --host program|wires --store memory|sqlite:FILE|postgres://...`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      calls: { type: "string", default: "500" },
      rounds: { type: "string", default: "5" },
      host: { type: "string", default: "program" },
      store: { type: "string", default: "memory" },
    },
  });
  const [calls, rounds] = [Number(values.calls), Number(values.rounds)];
  if (![calls, rounds].every((count) => Number.isInteger(count) && count > 0)) {
    console.error(USAGE);
    return 2;
  }
  const host = await testHost(values.host);
  const store = await openStore(values.store, { clock: systemClock });
  const services = await openServices({ clock: systemClock, ids: systemIds });
  const bench = await host.open({ store, families, services });
  const { switchboard } = bench;
  const callers: Callers = new Callers((call, input) => switchboard.callEvent(callers.id, call, input));
  switchboard.channels.add(callers);
  const menu = phoneMenu(rounds, systemIds);
  await bench.deploy([menu]);

  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: calls }, () => placeCall(switchboard, callers.id, menu.id)));
  while (callers.hungUp < calls) await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  await bench.close();
  await host.close();

  console.log(
    JSON.stringify({
      calls,
      rounds,
      digits: callers.digits,
      lost_codes: callers.garbled + (calls * rounds - callers.latencies.length),
      digits_per_s: Math.round(callers.digits / seconds),
      ...latencySummary(callers.latencies),
      cpu_ms_per_call: Math.round((used.user + used.system) / 100 / calls) / 10,
    }),
  );
  return 0;
}

async function placeCall(switchboard: Switchboard, channel: string, flow: string): Promise<void> {
  const id = switchboard.ids.uuid();
  const call = { id, direction: "incoming", from: "+15550100", to: "+15550199" } as const;
  await switchboard.startFlow({ id: flow }, { channel, call, lane: lanes.ofCall(id) });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
