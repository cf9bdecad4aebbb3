import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createKazooApi, KAZOO_PATH } from "../../api/kazoo/index.js";
import { parseOrdered, toJson } from "../../formats/metaflows/index.js";
import type { Json } from "../../json.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { Mismatch } from "../expect.js";
import { matches } from "./matchers.js";
import type { HttpStep } from "./scenario.js";

const TOKEN = "token of the scenarios";

/** The API on a server of its own, for the HTTP steps of a scenario. */
export class RestClient {
  private constructor(
    private readonly url: string,
    readonly close: () => void,
  ) {}

  static async open(switchboard: Switchboard): Promise<RestClient> {
    const app = express().use(KAZOO_PATH, createKazooApi(switchboard, { tokens: [{ token: TOKEN }] }));
    const server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new RestClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
      server.closeAllConnections();
      server.close();
    });
  }

  /** Makes the request, and compares the answer. `text` is the body's own, which has its keys in order. */
  async run({ method, path, expect, title, row }: HttpStep, text: string | undefined): Promise<void> {
    const response = await fetch(this.url + encodeURI(path), {
      method,
      headers: { "X-Auth-Token": TOKEN, "Content-Type": "application/json" },
      ...(text !== undefined && { body: text }),
    });
    const answer = await response.text();
    const where = `${method} ${path} (${title ?? row ?? "a step"})`;
    if (!matches(expect.status, response.status)) {
      throw new Mismatch(`${where}: status ${response.status} instead of ${JSON.stringify(expect.status)}: ${answer}`);
    }
    if (expect.body === undefined) return;
    const body: Json = toJson(parseOrdered(answer));
    if (!matches(expect.body, body)) {
      throw new Mismatch(`${where}: expected ${JSON.stringify(expect.body)} in ${answer}`);
    }
  }
}
