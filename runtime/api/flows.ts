import express, { type Router } from "express";
import Type from "typebox";
import { ASSETS_KIND } from "../assets/store.js";
import type { Flow } from "../engine/flow.js";
import { formats, type Format, type Problem } from "../formats/index.js";
import type { Json, JsonObject } from "../json.js";
import type { Program } from "../program.js";
import type { StoredDefinition } from "../store/store.js";
import { NotFound, type Switchboard } from "../switchboard/switchboard.js";
import { queryNumber, queryText, readBody } from "./body.js";
import { ApiError, handle } from "./errors.js";
import { readFlow } from "./flow-documents.js";
import { defineExport, isExport } from "./flow-exports.js";
import { shape } from "./shape.js";
import { startBody, startFlow } from "./start.js";

const MAX_LISTED = 1000;
const LISTED = 100;

const newFlow = shape(
  Type.Object({
    format: Type.String({ minLength: 1 }),
    document: Type.Union([Type.Object({}), Type.Array(Type.Unknown())]),
  }),
);

/** `POST /flows`, `GET /flows`, `GET /flows/:id`, `POST /flows/:id/start`. */
export function flowRoutes(switchboard: Switchboard): Router {
  const router = express.Router();
  router.post(
    "/",
    handle(async (request, response) => {
      const { format, document } = readBody(request, newFlow);
      if (isExport(format, document)) {
        const defined = await defineExport(switchboard, document);
        if ("problems" in defined) throw refused(defined.problems);
        response.status(201).json({ id: defined[0]?.id ?? null, flows: [...defined] });
        return;
      }
      const read = readFlow(knownFormat(format), document, switchboard);
      if ("problems" in read) throw refused(read.problems);
      const { program } = read;
      if (switchboard.flows.tabs().some((tab) => tab.ref.id === program.id)) {
        throw new ApiError(409, `A flow in the editor has the id '${program.id}'; change it there.`);
      }
      const version = await switchboard.define({
        id: program.id,
        kind: format,
        name: program.name,
        at: switchboard.clock.now(),
        document: document as JsonObject,
        program: program as unknown as JsonObject,
      });
      response
        .status(201)
        .json({ id: program.id, version, ...(read.warnings.length > 0 && { warnings: read.warnings }) });
    }),
  );
  router.get(
    "/",
    handle(async (request, response) => {
      const limit = queryNumber(request, "limit", LISTED, MAX_LISTED);
      const offset = queryNumber(request, "offset", 0, Number.MAX_SAFE_INTEGER);
      const definitions = await switchboard.store.definitions({ limit, offset });
      const tabs = offset === 0 ? switchboard.flows.tabs() : [];
      response.json({
        flows: [
          ...tabs.map(tabSummary),
          ...definitions.filter(({ kind }) => kind !== ASSETS_KIND).map(definitionSummary),
        ],
      });
    }),
  );
  router.get(
    "/:id",
    handle(async (request, response) => {
      const { id = "" } = request.params;
      const format = queryText(request, "format");
      const tab = switchboard.flows.tabs().find(({ ref }) => ref.id === id);
      if (tab) {
        response.json(format === undefined ? tabSummary(tab) : tabInFormat(switchboard, tab, format));
        return;
      }
      const definition = await switchboard.store.definition(id);
      if (!definition) throw new NotFound(`There is no flow '${id}'.`);
      response.json(format === undefined ? definitionView(definition) : inFormat(definition, format));
    }),
  );
  router.post(
    "/:id/start",
    handle(async (request, response) => {
      const body = readBody(request, startBody);
      const sessions = await startFlow(switchboard, request.params["id"] ?? "", body);
      response.status(201).json(body.urns ? { sessions } : { session: sessions[0]?.session });
    }),
  );
  return router;
}

function knownFormat(name: string): Format {
  const known: Readonly<Record<string, Format>> = formats;
  const format = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!format) throw new ApiError(400, `There is no format '${name}'. Formats: ${Object.keys(known).join(", ")}.`);
  return format;
}

function refused(problems: readonly Problem[]): ApiError {
  const [first] = problems;
  const text = first ? `${first.path}: ${first.message}` : "no reason is known";
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return new ApiError(422, `The flow is not valid: ${text}${more}`, {
    problems: problems as unknown as Json,
  });
}

function tabSummary({ ref, type, problems }: Flow): JsonObject {
  return { id: ref.id, name: ref.name, type, format: "node-red", deployed: true, problems: [...problems] };
}

function definitionSummary({ id, name, version, kind, at, program }: StoredDefinition): JsonObject {
  return {
    id,
    name,
    type: program["type"],
    format: kind,
    version,
    deployed: false,
    created_at: new Date(at).toISOString(),
    problems: [],
  };
}

function definitionView(definition: StoredDefinition): JsonObject {
  return { ...definitionSummary(definition), document: definition.document, program: definition.program };
}

/** The tab's nodes, or what another format makes of them; a tab with core nodes is no document of any other. */
function tabInFormat({ ids }: Switchboard, { ref, source }: Flow, format: string): Json {
  const target = knownFormat(format);
  if (!source) throw new ApiError(409, `Flow '${ref.id}' has no document.`);
  if (format === source.format) return source.document;
  const read = knownFormat(source.format).read(source.document, { ids });
  if ("problems" in read) throw refused(read.problems);
  return written(target, read.program);
}

/** The document as it was posted, or what another format makes of it. */
function inFormat(definition: StoredDefinition, format: string): Json {
  const target = knownFormat(format);
  if (format === definition.kind) return definition.document;
  return written(target, definition.program as unknown as Program);
}

function written(format: Format, program: Program): Json {
  const result = format.write(program);
  if ("problems" in result) throw refused(result.problems);
  return result.document;
}
