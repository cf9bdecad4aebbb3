import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createKazooApi, KAZOO_PATH } from "../../../runtime/api/kazoo/index.js";
import { isJsonObject, type JsonObject } from "../../../runtime/json.js";
import type { Bench } from "../../support/bench.js";

export const TOKEN = "a-token-for-tests";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: JsonObject;
}

/** A bench with Kazoo's API on a real server. */
export class KazooServer {
  private constructor(
    readonly bench: Bench,
    readonly url: string,
    private readonly stop: () => void,
  ) {}

  static async start(bench: Bench): Promise<KazooServer> {
    const tokens = [{ token: TOKEN }, { token: "of-acme", account: "acme" }];
    const app = express().use(KAZOO_PATH, createKazooApi(bench.switchboard, { tokens }));
    const server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new KazooServer(bench, url, () => {
      server.closeAllConnections();
      server.close();
    });
  }

  /** A request as `curl -X METHOD -d BODY` makes it. */
  async request(method: string, path: string, body?: unknown, token: string | null = TOKEN): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(token !== null && { "X-Auth-Token": token }),
        ...(body !== undefined && { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = JSON.parse(text);
    await this.bench.settle();
    return { status: response.status, text, body: isJsonObject(parsed) ? parsed : {} };
  }

  async close(): Promise<void> {
    this.stop();
    await this.bench.close();
  }
}
