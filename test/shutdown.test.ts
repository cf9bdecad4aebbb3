import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../runtime/clock.js";
import { openStore } from "../runtime/store/open.js";
import type { Store } from "../runtime/store/store.js";
import { loopback, type Loopback } from "./outgoing/server.js";
import { say, step, tab } from "./support/tab.js";

const TOKEN = "a-token-for-tests";

let folder: string;
let nodeRed: ChildProcess;
let output: string;
let gateway: Loopback;
/** Requests that the gateway has not answered. */
let open: ServerResponse[];
let asked: () => void;

beforeEach(async () => {
  open = [];
  gateway = await loopback((_request, response) => {
    open.push(response);
    asked();
  });
  folder = mkdtempSync(join(tmpdir(), "switchboard-shutdown-"));
});
afterEach(async () => {
  if (nodeRed.exitCode === null && nodeRed.kill("SIGKILL")) await once(nodeRed, "exit");
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const storeFile = (): string => join(folder, "switchboard.sqlite");

/** Starts Node-RED with the palette as it was built; gives where it is once its flows run. */
async function start(): Promise<string> {
  const flow = tab("greeter", [], [step("in", "entry-message_in", { channel: "gateway" }, ["hi"]), say("hi", "Hi!")]);
  writeFileSync(join(folder, "flows.json"), JSON.stringify(flow));
  const settings = {
    uiPort: 0,
    uiHost: "127.0.0.1",
    userDir: folder,
    flowFile: "flows.json",
    nodesDir: join(__dirname, ".."),
    credentialSecret: "test",
    disableEditor: true,
    telemetry: { enabled: false, updateNotification: false },
    switchboard: {
      token: TOKEN,
      store: `sqlite:${storeFile()}`,
      channels: { mqtt: false, http: { id: "gateway", url: `${gateway.url}/messages` } },
      outgoing: { allow: ["127.0.0.1"] },
    },
  };
  writeFileSync(join(folder, "settings.js"), `module.exports = ${JSON.stringify(settings)};`);
  const program = require.resolve("node-red/red.js");
  nodeRed = spawn(process.execPath, [program, "--settings", join(folder, "settings.js")], { stdio: "pipe" });
  output = "";
  return new Promise((resolve, reject) => {
    const read = (data: Buffer): void => {
      output += data.toString();
      const port = /Server now running at http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port !== undefined && output.includes("Started flows")) resolve(`http://127.0.0.1:${port}`);
    };
    nodeRed.stdout?.on("data", read);
    nodeRed.stderr?.on("data", read);
    nodeRed.once("exit", () => reject(new Error(`Node-RED ended before it was ready:\n${output}`)));
  });
}

/** A contact writes; resolves when the answer is at the gateway, which has not taken it yet. */
async function write(url: string): Promise<void> {
  const under = new Promise<void>((resolve) => (asked = resolve));
  const response = await fetch(`${url}/switchboard/channels/gateway/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ urn: "tel:+12065550100", text: "hello" }),
  });
  expect(response.status).toBe(202);
  await under;
}

async function withStore<Result>(read: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(`sqlite:${storeFile()}`, { clock: systemClock });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

test("SIGTERM lets a delivery come to its end, closes the store and ends the process", async () => {
  const url = await start();
  await write(url);
  const ended = once(nodeRed, "exit");
  nodeRed.kill("SIGTERM");
  // As npm does after a Ctrl-C: it means the same.
  nodeRed.kill("SIGTERM");
  open[0]!.writeHead(200).end("{}");

  expect(await ended).toEqual([0, null]);
  // The log is moved into the file when that is closed.
  expect(existsSync(`${storeFile()}-wal`)).toBe(false);
  expect(await withStore((store) => store.statistics())).toMatchObject({ pendingEffects: 0, pendingInputs: 0 });
});

test("what a provider has not taken in time is left for the next start", async () => {
  const url = await start();
  await write(url);
  const ended = once(nodeRed, "exit");
  nodeRed.kill("SIGINT");

  expect(await ended).toEqual([0, null]);
  expect(existsSync(`${storeFile()}-wal`)).toBe(false);
  const left = await withStore((store) => store.dueEffects(Infinity, 10));
  expect(left).toMatchObject([{ channel: "gateway", attempts: 1 }]);
});

test("a second signal ends the process at once", async () => {
  const url = await start();
  await write(url);
  const ended = once(nodeRed, "exit");
  while (nodeRed.exitCode === null) {
    nodeRed.kill("SIGTERM");
    await pause(100);
  }

  expect(await ended).toEqual([128 + 15, null]);
  expect(await withStore((store) => store.dueEffects(Infinity, 10))).toMatchObject([{ attempts: 0 }]);
});
