import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createApi, documentedApis } from "../../runtime/api/index.js";
import type { VoipbinSettings } from "../../runtime/api/voipbin/index.js";
import { families } from "../../runtime/families.js";
import type { JsonObject } from "../../runtime/json.js";
import type { Log } from "../../runtime/log.js";
import type { Program } from "../../runtime/program.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import type { Store } from "../../runtime/store/store.js";
import { systemClock, type Clock } from "../../runtime/clock.js";
import { Switchboard } from "../../runtime/switchboard/switchboard.js";

export const TOKEN = "a-token-for-tests";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

export interface ApiServer {
  readonly switchboard: Switchboard;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The origin and the path below it. */
  readonly url: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** A Switchboard with a store in memory, and its APIs on a real server; requests are below `path`, default `/switchboard`. */
export async function startServer(
  options: {
    store?: Store;
    log?: Log;
    path?: string;
    clock?: Clock;
    voipbin?: VoipbinSettings;
  } = {},
): Promise<ApiServer> {
  const { clock = systemClock, voipbin } = options;
  const store = options.store ?? new MemoryStore(clock);
  const switchboard = new Switchboard({ store, families, clock, ...(options.log && { log: options.log }) });
  const app = express().use("/switchboard", createApi(switchboard, { token: TOKEN }));
  for (const { path, router } of documentedApis(switchboard, { token: TOKEN, ...(voipbin && { voipbin }) }))
    app.use(path, router);
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${options.path ?? "/switchboard"}`;
  await switchboard.start();
  return {
    switchboard,
    origin,
    url,
    async request(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json", ...headers },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.startsWith("application/json");
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await switchboard.close();
    },
  };
}

/** A program of steps in a row. */
export function chain(id: string, ...steps: readonly (readonly [step: string, options?: JsonObject])[]): Program {
  const nodes = steps.map(([step, options = {}], index) => {
    const next = index + 1 < steps.length ? [`n${index + 1}`] : [];
    return { id: `n${index}`, step, options, exits: { next } };
  });
  return {
    id,
    name: id,
    type: "any",
    start: nodes.slice(0, 1).map((node) => node.id),
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
  };
}

/** Adds the program as a definition that calls to `number` start. */
export async function takeCalls(switchboard: Switchboard, number: string, program: Program): Promise<void> {
  await addDefinition(switchboard, program);
  switchboard.triggers.onCall({ flow: { id: program.id }, matches: ({ to }) => to === number });
}

export async function addDefinition(switchboard: Switchboard, program: Program): Promise<void> {
  await switchboard.define({
    id: program.id,
    kind: "voipbin",
    name: program.name,
    at: 0,
    document: { id: program.id },
    program: program as unknown as JsonObject,
  });
}
