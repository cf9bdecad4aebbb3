import express from "express";
import { systemClock } from "../../runtime/clock.js";
import { families } from "../../runtime/families.js";
import type { Json } from "../../runtime/json.js";
import { requestRoutes } from "../../runtime/nodered/request-routes.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import { FlowRefused, Switchboard } from "../../runtime/switchboard/switchboard.js";
import { serve, type TestServer } from "../support/http.js";

const AUTHORIZED = { Authorization: "Bearer secret" };

let server: TestServer;
let switchboard: Switchboard;
beforeAll(async () => {
  const store = new MemoryStore(systemClock);
  switchboard = new Switchboard({ store, families, limits: { maxInputBytes: 100 } });
  server = await serve(express().use("/switchboard", requestRoutes(switchboard, "secret")));
});
afterAll(async () => {
  server.close();
  await switchboard.close();
});

function on(path: string, start: (document: Json) => Promise<string>): void {
  switchboard.triggers.onRequest({ path, start });
}

test("a request starts what is deployed at its path, and is told the session", async () => {
  const started: Json[] = [];
  on("orders/new", (document) => {
    started.push(document);
    return Promise.resolve("s1");
  });
  const answer = await server.post("/switchboard/in/orders/new", { n: 1 }, AUTHORIZED);
  expect([answer.status, JSON.parse(answer.text), started]).toEqual([202, { session: "s1" }, [{ n: 1 }]]);
});

test.each([
  ["without the token", 401, "{}", {}],
  ["to a path where nothing is", 404, "{}", AUTHORIZED],
  ["that is no JSON", 400, "{", AUTHORIZED],
  ["that is too long", 413, JSON.stringify("x".repeat(200)), AUTHORIZED],
])("a request %s is refused", async (_what, status, body, headers) => {
  expect((await server.post("/switchboard/in/nothing", body, headers)).status).toBe(status);
});

test("a flow that refuses to start is a conflict, with the reason", async () => {
  on("broken", () => Promise.reject(new FlowRefused("Flow 'f' has problems: no text")));
  const answer = await server.post("/switchboard/in/broken", {}, AUTHORIZED);
  expect([answer.status, answer.text]).toEqual([409, expect.stringContaining("no text")]);
});
