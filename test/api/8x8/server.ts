import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { AUTOMATION_PATH, createAutomationApi } from "../../../runtime/api/8x8/index.js";
import { systemIds } from "../../../runtime/ids.js";
import type { Json, JsonObject } from "../../../runtime/json.js";
import type { Log } from "../../../runtime/log.js";
import { openServices } from "../../../runtime/services/open.js";
import { AutomationContract } from "./contract.js";
import { families } from "../../../runtime/families.js";
import { MemoryStore } from "../../../runtime/store/memory.js";
import type { Store } from "../../../runtime/store/store.js";
import { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import { VirtualClock } from "../../../runtime/testing/virtual-clock.js";

/** The account that most tests act for, another one, and their tokens. */
export const ACCOUNT = "acc_test";
export const OTHER_ACCOUNT = "acc_other";
const TOKENS = { [ACCOUNT]: "token-of-acc_test", [OTHER_ACCOUNT]: "token-of-acc_other" } as const;
export const OPERATOR_TOKEN = "token-of-the-operator";

/** 8x8's own document, where there is one: every exchange is compared with it. */
export const contract = AutomationContract.load();

/** Virtual time 0. */
export const START = Date.parse("2021-07-12T00:00:00.000Z");

/** One sandbox for all tests of a file: no script here asks for the time. */
const services = openServices({ clock: new VirtualClock(START), ids: systemIds });

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface RequestOptions {
  readonly token?: string | null;
  readonly account?: string;
  readonly headers?: Record<string, string>;
}

/** A Switchboard on a virtual clock, with the Automation API on a real server. */
export interface AutomationServer {
  readonly switchboard: Switchboard;
  readonly url: string;
  /** A request below the account; a text is sent as it is. */
  request(method: string, path: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  /** The documented operations that were used. */
  readonly used: ReadonlySet<string>;
  /** Posts a definition, which has to be accepted; gives its id. */
  create(definition: JsonObject): Promise<string>;
  /** Starts an instance of a definition; gives its id. */
  start(definition: string, data?: JsonObject, query?: string): Promise<string>;
  /** Lets virtual time pass. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function startAutomation(options: { store?: Store; log?: Log } = {}): Promise<AutomationServer> {
  const clock = new VirtualClock(START);
  const switchboard = new Switchboard({
    store: options.store ?? new MemoryStore(clock),
    families,
    services: await services,
    clock,
    ...(options.log && { log: options.log }),
  });
  const tokens = [{ token: OPERATOR_TOKEN }, ...Object.entries(TOKENS).map(([account, token]) => ({ account, token }))];
  const app = express().use(AUTOMATION_PATH, createAutomationApi({ switchboard, tokens }));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await switchboard.start();

  const used = new Set<string>();
  const request: AutomationServer["request"] = async (method, path, body, options = {}) => {
    const { account = ACCOUNT, token = TOKENS[ACCOUNT], headers = {} } = options;
    const response = await fetch(`${url}${AUTOMATION_PATH}/${account}${path}`, {
      method,
      headers: {
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === "" ? null : (JSON.parse(text) as Json);
    const { status } = response;
    const operation = contract?.operation(method, `${AUTOMATION_PATH}/${account}${path.split("?", 1)[0]}`);
    if (contract && operation !== undefined) {
      used.add(operation);
      expect(contract.problems(operation, { request: body, status, answer })).toEqual([]);
    }
    return { status, headers: response.headers, body: answer };
  };
  return {
    switchboard,
    url,
    used,
    request,
    async create(definition) {
      const { status, body } = await request("POST", "/definitions", definition);
      expect(status).toBe(201);
      return String((body as JsonObject)["id"]);
    },
    async start(definition, data = {}, query = "") {
      const { status, headers } = await request("POST", `/definitions/${definition}/workflows${query}`, data);
      expect(status).toBe(201);
      return headers.get("location")!.split("/").at(-1)!;
    },
    advance: (milliseconds) => clock.advanceTo(clock.now() + milliseconds, () => switchboard.whenIdle()),
    async close() {
      server.closeAllConnections();
      server.close();
      await switchboard.close();
    },
  };
}

/** A definition of steps, by default one that waits a minute. */
export function aDefinition(fields: JsonObject = {}, steps: readonly JsonObject[] = [aWait("w")]): JsonObject {
  return { trigger: "http_request", status: "enabled", definition: { name: "Flow", steps: [...steps] }, ...fields };
}

export function aWait(id: string, more: JsonObject = {}): JsonObject {
  return { id, stepType: "Wait", inputs: { duration: "00:01:00" }, ...more };
}
