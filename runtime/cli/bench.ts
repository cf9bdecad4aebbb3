import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readBenchCase } from "../bench/case.js";
import { percentile } from "../bench/percentile.js";
import { runBench, type Measured } from "../bench/run.js";
import { storeSize } from "../bench/store-size.js";
import { families } from "../families.js";
import { readGoflow } from "../formats/goflow/index.js";
import { systemClock } from "../clock.js";
import { systemIds } from "../ids.js";
import { isJsonObject, type JsonObject } from "../json.js";
import type { Program } from "../program.js";
import { openStore } from "../store/open.js";
import type { TestHost } from "../testing/host.js";
import { testHost } from "../testing/hosts.js";
import { openServices } from "../services/open.js";

const USAGE = `Usage: npm run -s bench -- --assets FILE --case FILE --contacts N --host program|wires --store memory|sqlite:FILE|postgres://...`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      assets: { type: "string" },
      case: { type: "string" },
      contacts: { type: "string", default: "1000" },
      host: { type: "string", default: "program" },
      store: { type: "string", default: "memory" },
    },
  });
  const contacts = Number(values.contacts);
  if (values.assets === undefined || values.case === undefined || !Number.isInteger(contacts) || contacts < 1) {
    console.error(USAGE);
    return 2;
  }
  const assets = JSON.parse(readFileSync(values.assets, "utf8")) as JsonObject;
  const benchCase = readBenchCase(values.case);
  const host: TestHost = await testHost(values.host);
  const bench = await host.open({
    store: await openStore(values.store, { clock: systemClock }),
    families,
    assets,
    services: await openServices({ clock: systemClock, ids: systemIds }),
  });
  for (const channel of bench.switchboard.assets.channels) {
    bench.switchboard.channels.add({ id: channel.uuid, name: channel.name, deliver: () => Promise.resolve() });
  }
  await bench.deploy(flowsOf(assets));
  const measured = await runBench(bench.switchboard, benchCase, contacts);
  const memory = process.memoryUsage().rss;
  await bench.close();
  await host.close();
  console.log(
    JSON.stringify({
      ...figures(measured, contacts),
      rss_mb: round(memory / 2 ** 20),
      db_bytes_per_session: round((await storeSize(values.store)) / contacts),
    }),
  );
  return 0;
}

function flowsOf(assets: JsonObject): Program[] {
  const flows = Array.isArray(assets["flows"]) ? assets["flows"].filter(isJsonObject) : [];
  return flows.map((flow) => {
    const read = readGoflow(flow, { ids: systemIds });
    if ("program" in read) return read.program;
    throw new Error(read.problems.map(({ path, field, message }) => `${path} ${field}: ${message}`).join("\n"));
  });
}

function figures({ seconds, sprints, cpuMicroseconds, unfinished }: Measured, contacts: number): JsonObject {
  return {
    sessions_per_s: round(contacts / seconds),
    sprints_per_s: round(sprints.length / seconds),
    p50_us: round(percentile(sprints, 0.5)),
    p99_us: round(percentile(sprints, 0.99)),
    cpu_us_per_session: round(cpuMicroseconds / contacts),
    ...(unfinished > 0 && { unfinished_sessions: unfinished }),
  };
}

function round(value: number): number {
  return Math.round(value);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
