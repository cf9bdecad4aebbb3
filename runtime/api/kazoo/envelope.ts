import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Response } from "express";
import { stringifyOrdered, type Ordered } from "../../formats/metaflows/index.js";
import type { Switchboard } from "../../switchboard/switchboard.js";

/** Of the Kazoo whose API this is, as its documentation shows it. */
const VERSION = "4.2.42";

/** Names this machine, as Kazoo's hash of its Erlang node does. */
const NODE = createHash("sha256").update(hostname()).digest("base64url").slice(0, 22);

/** What an answer says beside what every answer says. */
export interface Contents {
  readonly data: Ordered;
  readonly revision?: string;
  /** Of a failure: the status as text, and what it is about. */
  readonly error?: string;
  readonly message?: string;
}

/** Answers as Kazoo does (kazoo-metaflows.md section 8.1). The text is made here: JSON of an object would lose the order of patterns. */
export function sendEnvelope(
  response: Response,
  { ids, clock }: Pick<Switchboard, "ids" | "clock">,
  status: number,
  { data, revision, error, message }: Contents,
): void {
  const request = ids.uuid().replaceAll("-", "");
  const token: unknown = response.locals["authToken"];
  const members: [string, Ordered | undefined][] = [
    ["auth_token", typeof token === "string" ? token : undefined],
    ["data", data],
    ["error", error],
    ["message", message],
    ["node", NODE],
    ["request_id", request],
    ["revision", revision],
    ["status", error === undefined ? "success" : "error"],
    ["timestamp", new Date(clock.now()).toISOString().replace(/\.\d+/, "")],
    ["version", VERSION],
  ];
  const said = members.filter((member): member is [string, Ordered] => member[1] !== undefined);
  response
    .status(status)
    .set("X-Request-ID", request)
    .type("application/json")
    .send(stringifyOrdered(new Map(said)));
}
