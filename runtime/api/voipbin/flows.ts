import express, { type Request, type Router } from "express";
import Type from "typebox";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { StoredDefinition } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { readBody } from "../body.js";
import { handle } from "../errors.js";
import { shape } from "../shape.js";
import { VoipbinError } from "./errors.js";
import { actionsOfDefinition, flowDocument, readFlow, VOIPBIN } from "./flow-document.js";
import { page, type Listed, type Source } from "./pages.js";
import { idOf } from "./parameters.js";
import { NEVER, readTime, timeText } from "./times.js";

const body = shape(
  Type.Object({
    name: Type.Optional(Type.String({ maxLength: 255 })),
    detail: Type.Optional(Type.String({ maxLength: 4096 })),
    actions: Type.Optional(Type.Array(Type.Unknown())),
    on_complete_flow_id: Type.Optional(Type.String({ maxLength: 255 })),
  }),
);

/** `GET` and `POST /flows`, `GET`, `PUT` and `DELETE /flows/{id}` (voipbin-flow.md section 9). */
export function flowRoutes(switchboard: Switchboard): Router {
  const { store, clock } = switchboard;
  const router = express.Router();
  router.get(
    "/",
    handle(async (request, response) => {
      const find: Source<StoredDefinition> = async ({ limit, offset }) =>
        (await store.definitions({ kind: VOIPBIN, limit, offset })).map(listed);
      response.json(await page(request, find, flowView));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const created = clock.now();
      response.json(await define(switchboard, request, switchboard.ids.uuid(), { created }));
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      response.json(flowView(await findFlow(switchboard, request)));
    }),
  );
  router.put(
    "/:id",
    handle(async (request, response) => {
      const { id, at: created } = listed(await findFlow(switchboard, request));
      response.json(await define(switchboard, request, id, { created, updated: clock.now() }));
    }),
  );
  router.delete(
    "/:id",
    handle(async (request, response) => {
      const flow = await findFlow(switchboard, request);
      await switchboard.undefine(flow.id);
      response.json({ ...flowView(flow), tm_delete: timeText(clock.now()) });
    }),
  );
  return router;
}

/** Makes a new flow, or a new version of one; sessions that run keep theirs. */
async function define(
  switchboard: Switchboard,
  request: Request,
  id: string,
  times: { created: number; updated?: number },
): Promise<JsonObject> {
  const { actions = [], ...given } = readBody(request, body);
  const flow = { ...given, id, actions: actions as Json[] };
  const program = readFlow(switchboard, flow);
  const document = flowDocument(program, flow, times);
  await switchboard.define({
    id,
    kind: VOIPBIN,
    name: program.name,
    at: switchboard.clock.now(),
    document,
    program: program as unknown as JsonObject,
  });
  return document;
}

/** The flow in the path. Throws 404 `FLOW_NOT_FOUND`. */
async function findFlow({ store }: Switchboard, request: Request): Promise<StoredDefinition> {
  const id = idOf(request);
  const definition = await store.definition(id);
  if (definition?.kind !== VOIPBIN) throw new VoipbinError("NOT_FOUND", "FLOW_NOT_FOUND", `There is no flow '${id}'.`);
  return definition;
}

/** A flow that came in by another way has no times of this API; its version says when it was made. */
function listed(definition: StoredDefinition): Listed<StoredDefinition> {
  const { tm_create } = definition.document;
  const at = (typeof tm_create === "string" ? readTime(tm_create) : undefined) ?? definition.at;
  return { id: definition.id, at, item: definition };
}

function flowView(definition: StoredDefinition): JsonObject {
  const { document, name, id } = definition;
  const { detail, on_complete_flow_id, tm_update } = isJsonObject(document) ? document : {};
  return {
    id,
    type: "flow",
    name,
    detail: detail ?? "",
    actions: actionsOfDefinition(definition),
    ...(on_complete_flow_id !== undefined && { on_complete_flow_id }),
    tm_create: timeText(listed(definition).at),
    tm_update: tm_update ?? NEVER,
    tm_delete: NEVER,
  };
}
