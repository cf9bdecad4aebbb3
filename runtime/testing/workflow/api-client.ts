import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { AUTOMATION_PATH, createAutomationApi } from "../../api/8x8/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { Mismatch } from "../expect.js";
import { matches } from "./matchers.js";
import { textWithReferences, withReferences, type Resolve } from "./references.js";
import type { RestCall } from "./scenario.js";

const TOKEN = "token-of-the-account";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: JsonObject;
  readonly body?: Json;
}

/** The Automation API of a process, on a server on loopback, and a client of one account. */
export class ApiClient {
  private constructor(
    private readonly server: Server,
    private readonly account: string,
  ) {}

  static async start(switchboard: Switchboard, account: string): Promise<ApiClient> {
    const api = createAutomationApi({ switchboard, tokens: [{ account, token: TOKEN }] });
    const server = createServer(express().use(AUTOMATION_PATH, api)).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new ApiClient(server, account);
  }

  /** A request to a path below the account. */
  send(method: string, path: string, body?: Json): Promise<ApiAnswer> {
    return this.#request({
      method,
      path: `${AUTOMATION_PATH}/${this.account}${path}`,
      ...(body !== undefined && { body }),
    });
  }

  /** A call of a scenario; throws `Mismatch` where its answer is not as expected. Gives what it captures. */
  async call(call: RestCall, resolve: Resolve): Promise<ReadonlyMap<string, string>> {
    const answer = await this.#request({
      ...call,
      path: textWithReferences(call.path, resolve),
      ...(call.body !== undefined && { body: withReferences(call.body, resolve) }),
    });
    const { status, body, headers = {} } = withReferences(call.expect as unknown as JsonObject, resolve);
    const expected: JsonObject = {
      status,
      ...(body !== undefined && { body }),
      headers: isJsonObject(headers) ? lowerCase(headers) : {},
    };
    const actual = answer as unknown as JsonObject;
    if (!matches(expected, actual)) {
      const shown = JSON.stringify({ ...actual, headers: undefined }).slice(0, 2000);
      throw new Mismatch(`${call.method} ${call.path}: expected ${JSON.stringify(expected)}, got ${shown}`);
    }
    const captures = Object.entries(call.capture ?? {});
    return new Map(captures.map(([name, path]) => [name, String(at(actual, path.split(".")))]));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  async #request({ method, path, body, raw_body: raw, auth }: Omit<RestCall, "expect">): Promise<ApiAnswer> {
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const { port } = this.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(auth !== false && { Authorization: `Bearer ${TOKEN}` }),
        ...(text !== undefined && { "Content-Type": "application/json" }),
      },
      ...(text !== undefined && { body: text }),
    });
    const answered = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      ...(answered !== "" && { body: jsonOrText(answered) }),
    };
  }
}

/** A page that says something went wrong is no JSON, and is to be seen in what the case says. */
function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Names of headers are the same in any case. */
function lowerCase(headers: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function at(value: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined) return value;
  if (Array.isArray(value)) return at(value[Number(key)], rest);
  return isJsonObject(value) ? at(value[key] ?? value[key.toLowerCase()], rest) : undefined;
}
