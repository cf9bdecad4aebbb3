import express, { type Request, type Router } from "express";
import { formats, type Problem } from "../../formats/index.js";
import type { JsonObject } from "../../json.js";
import type { StoredDefinition } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { handle } from "../errors.js";
import { readFlow } from "../flow-documents.js";
import { definitionView } from "./definition-view.js";
import { endInstances, removeInstances } from "./deletion.js";
import { AutomationError, ErrorCode, notFound } from "./errors.js";
import { accountOf, definitionIdOf, objectOf, pageOf, versionOf } from "./parameters.js";

/** What definitions of this API are among all flows. */
const KIND = "8x8";

/** The newest version of a definition of the account, or the one that is asked for. Throws where there is none. */
export async function findDefinition(
  { store }: Switchboard,
  request: Request,
  version?: number,
): Promise<StoredDefinition> {
  const id = definitionIdOf(request);
  const found = await store.definition(id, version);
  if (!found || found.deleted || found.kind !== KIND || found.owner !== accountOf(request)) {
    throw notFound(`Definition ${id} not found${version === undefined ? "" : ` in version ${version}`}.`);
  }
  return found;
}

/** `GET`, `POST /definitions`; `GET`, `PUT`, `DELETE /definitions/:definitionId`. */
export function definitionRoutes(switchboard: Switchboard): Router {
  const { store, ids } = switchboard;
  const router = express.Router({ mergeParams: true });
  router.get(
    "/",
    handle(async (request, response) => {
      const query = { kind: KIND, owner: accountOf(request), ...pageOf(request) };
      response.json((await store.definitions(query)).map(definitionView));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const defined = await define(switchboard, request, ids.uuid());
      response.status(201).location(`${request.baseUrl}/${defined.id}`).json(definitionView(defined));
    }),
  );
  router.get(
    "/:definitionId",
    handle(async (request, response) => {
      const versions = await store.definitionVersions(definitionIdOf(request), pageOf(request));
      const own = versions.filter(({ kind, owner }) => kind === KIND && owner === accountOf(request));
      response.json(own.map(definitionView));
    }),
  );
  router.put(
    "/:definitionId",
    handle(async (request, response) => {
      const { id } = await findDefinition(switchboard, request);
      response.json(definitionView(await define(switchboard, request, id)));
    }),
  );
  router.delete(
    "/:definitionId",
    handle(async (request, response) => {
      const version = versionOf(request);
      const { id } = await findDefinition(switchboard, request, version);
      const instances = { flow: id, ...(version !== undefined && { version }) };
      await endInstances(switchboard, instances);
      await switchboard.undefine(id, version);
      // Those that a trigger has started in between.
      await endInstances(switchboard, instances);
      await removeInstances(switchboard, instances);
      response.status(202).end();
    }),
  );
  return router;
}

/** Adds the posted definition as the next version of the id, or refuses it with the first thing that is wrong. */
async function define(switchboard: Switchboard, request: Request, id: string): Promise<StoredDefinition> {
  const owner = accountOf(request);
  const document: JsonObject = { ...objectOf(request), accountId: owner };
  const read = readFlow(formats[KIND], document, switchboard);
  if ("problems" in read) throw refused(read.problems);
  const { name } = read.program;
  const definition = {
    id,
    kind: KIND,
    owner,
    name,
    at: switchboard.clock.now(),
    document,
    program: { ...read.program, id } as unknown as JsonObject,
  };
  return { ...definition, version: await switchboard.define(definition), deleted: false };
}

/** A sentence that names the step and the field, for problems of steps. */
function refused([problem]: readonly Problem[]): AutomationError {
  const { path = "", field = "", message = "The definition is not valid." } = problem ?? {};
  const [, ...places] = path.split(" / ");
  const place = [...places, field].filter((part) => part !== "").join(" / ");
  return new AutomationError(ErrorCode.invalidDefinition, places.length === 0 ? message : `${place}: ${message}`);
}
