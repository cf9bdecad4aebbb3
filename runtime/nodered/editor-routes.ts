import type { Request, RequestHandler, Response } from "express";
import Type from "typebox";
import { shape } from "../api/shape.js";
import { ASSETS_KIND } from "../assets/store.js";
import { formats, type FormatName } from "../formats/index.js";
import { recognise } from "../formats/recognise.js";
import type { Program } from "../program.js";
import { NotFound } from "../switchboard/switchboard.js";
import type { Instance } from "./instance.js";
import { knownAssets } from "./known-assets.js";
import { tabOf, tabsOf } from "./tabs-of.js";
import type { NodeRed } from "./types.js";

/** As many definitions are offered in the editor, the newest. */
const MAX_LISTED = 1000;

const importBody = shape(
  Type.Object({
    format: Type.Optional(Type.Enum([...(Object.keys(formats) as FormatName[])])),
    document: Type.Union([Type.Object({}), Type.Array(Type.Unknown())]),
  }),
);

const exportBody = shape(
  Type.Object({ format: Type.Enum([...(Object.keys(formats) as FormatName[])]), nodes: Type.Array(Type.Object({})) }),
);

type Answer = (request: Request, response: Response) => void | Promise<void>;

/**
 * What the editor asks for: flows and assets to choose from, definitions as tabs, documents in and out. It belongs to the editor,
 * and so do its permissions; the API (`runtime/api/`) offers the same to other programs, by its token.
 */
export function serveEditor({ httpAdmin, auth }: NodeRed, instance: Instance): void {
  const reading = auth.needsPermission("switchboard.read");
  httpAdmin?.get("/switchboard/editor/flows", reading, answering(listFlows(instance)));
  httpAdmin?.get("/switchboard/editor/flows/:id", reading, answering(openFlow(instance)));
  httpAdmin?.get("/switchboard/editor/assets/:name", reading, answering(listAssets(instance)));
  httpAdmin?.post("/switchboard/editor/export", reading, answering(exportTab(instance)));
  httpAdmin?.post(
    "/switchboard/editor/import",
    auth.needsPermission("switchboard.write"),
    answering(importDocument(instance)),
  );
}

function answering(answer: Answer): RequestHandler {
  return (request, response) => {
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        response.status(error instanceof NotFound ? 404 : 500).send(text);
      });
  };
}

function listFlows(instance: Instance): Answer {
  return async (_request, response) => {
    const { flows, store } = instance.switchboard;
    const tabs = flows.tabs().map(({ ref }) => ({ id: ref.id, name: ref.name ?? "", format: "node-red" }));
    const definitions = await store.definitions({ limit: MAX_LISTED, offset: 0 });
    response.json([
      ...tabs,
      ...definitions
        .filter(({ kind }) => kind !== ASSETS_KIND)
        .map(({ id, name, kind, version }) => ({ id, name, format: kind, version })),
    ]);
  };
}

function openFlow(instance: Instance): Answer {
  return async (request, response) => {
    const { id = "" } = request.params;
    const definition = await instance.switchboard.store.definition(id);
    if (!definition || definition.kind === ASSETS_KIND) throw new NotFound(`There is no definition '${id}'.`);
    response.json({ nodes: tabOf(definition.program as unknown as Program), problems: [] });
  };
}

function listAssets(instance: Instance): Answer {
  return (request, response) => {
    const { name = "" } = request.params;
    const known = knownAssets(instance.switchboard, name);
    if (!known) throw new NotFound(`There are no assets of the kind '${name}'.`);
    response.json(known);
  };
}

function importDocument(instance: Instance): Answer {
  return (request, response) => {
    const body = importBody(request.body);
    if (!body.ok) return void response.status(400).send("Give the document as a JSON object or list.");
    const { document, format = recognise(document) } = body.value;
    if (!format) return void response.status(422).send("The document looks like none of the formats; say which it is.");
    const tabs = tabsOf(format, document, instance.switchboard);
    response.status(tabs.nodes.length > 0 ? 200 : 422).json({ ...tabs, format });
  };
}

function exportTab({ switchboard: { ids } }: Instance): Answer {
  return (request, response) => {
    const body = exportBody(request.body);
    if (!body.ok) return void response.status(400).send("Give a format and a list of nodes.");
    const { format, nodes } = body.value;
    const read = formats["node-red"].read(nodes, { ids });
    const written = "program" in read ? formats[format].write(read.program) : read;
    response.status("document" in written ? 200 : 422).json(written);
  };
}
