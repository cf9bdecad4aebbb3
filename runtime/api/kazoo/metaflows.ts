import { createHash } from "node:crypto";
import express, { type Request, type Response, type Router } from "express";
import { stringifyOrdered, type OrderedObject } from "../../formats/metaflows/index.js";
import type { Scope } from "../../metaflow/scopes/index.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { dataOf, readEnvelope } from "./body.js";
import { sendEnvelope } from "./envelope.js";
import { KazooError } from "./errors.js";
import { checkMetaflows } from "./validation/metaflows.js";

/** Where the metaflows of an account, a user and a device are. */
const PATHS = ["/metaflows", "/:kind(users|devices)/:id/metaflows"];
const NONE: OrderedObject = new Map();

/** `GET`, `POST` and `DELETE` of `/accounts/:account/metaflows` and those of users and devices (kazoo-metaflows.md section 8.1). */
export function metaflowRoutes(switchboard: Switchboard): Router {
  const { scopes, clock } = switchboard;
  const router = express.Router({ mergeParams: true });
  const route = router.route(PATHS);
  const answer = (response: Response, document: OrderedObject, version?: number): void => {
    const revision = version === undefined ? undefined : revisionOf(document, version);
    sendEnvelope(response, switchboard, 200, { data: document, ...(revision !== undefined && { revision }) });
  };
  route.get(
    handle(async (request, response) => {
      const stored = await scopes.documents.get(scopeOf(request, switchboard));
      answer(response, stored?.document() ?? NONE, stored?.version);
    }),
  );
  route.post(
    handle(async (request, response) => {
      const scope = scopeOf(request, switchboard);
      const checked = checkMetaflows(dataOf(readEnvelope(request)));
      if ("faults" in checked) throw new KazooError(400, "validation error", checked.faults);
      answer(response, checked.document, await scopes.documents.put(scope, checked.document, clock.now()));
    }),
  );
  route.delete(
    handle(async (request, response) => {
      const scope = scopeOf(request, switchboard);
      const stored = await scopes.documents.get(scope);
      await scopes.documents.remove(scope);
      answer(response, NONE, (stored?.version ?? 0) + 1);
    }),
  );
  return router;
}

/** Whose metaflows a request is about. Throws a `KazooError` 404 where the directory knows no such user or device. */
function scopeOf({ params }: Request, { scopes: { directory } }: Switchboard): Scope {
  const { account = "", kind, id = "" } = params;
  if (kind !== "users" && kind !== "devices") return { account };
  const known = kind === "users" ? directory.hasUser(account, id) : directory.hasDevice(account, id);
  if (!known) throw new KazooError(404, "bad_identifier", { message: "bad identifier", cause: id });
  return { account, of: { type: kind, id } };
}

/** As CouchDB has them: how many times it was changed, and a digest of what it says. */
function revisionOf(document: OrderedObject, version: number): string {
  return `${version}-${createHash("md5").update(stringifyOrdered(document)).digest("hex")}`;
}
