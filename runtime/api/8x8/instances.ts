import express, { type Request, type Router } from "express";
import type { Session } from "../../session/session.js";
import type { StoredDefinition } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { instanceStart } from "../../workflow/start.js";
import { handle } from "../errors.js";
import { command, isCommand } from "./commands.js";
import { findDefinition } from "./definitions.js";
import { whenThrough } from "./deletion.js";
import { invalid, notFound } from "./errors.js";
import { errorView, INSTANCE_STATUSES, instanceView, isInstanceStatus, logView } from "./instance-view.js";
import { accountOf, flagOf, objectOf, pageOf, text, timeOf, versionOf, workflowIdOf } from "./parameters.js";

/** What is below `/definitions/:definitionId/workflows`: the instances of a definition, and test runs. */
export function instanceRoutes(switchboard: Switchboard): Router {
  const { store, clock, channels } = switchboard;
  const router = express.Router({ mergeParams: true });
  router.get(
    "/",
    handle(async (request, response) => {
      const definition = await findDefinition(switchboard, request);
      const found = await store.sessionsOfFlow({
        flow: definition.id,
        version: versionOf(request) ?? definition.version,
        ...filterOf(request),
        ...pageOf(request),
      });
      response.json(found.map(({ session }) => instanceView(session, definition)));
    }),
  );
  router.post(
    "/",
    handle(async (request, response) => {
      const version = versionOf(request);
      const { id } = await findDefinition(switchboard, request, version);
      const run = { body: objectOf(request), account: accountOf(request), at: clock.now() };
      const session = await switchboard.startFlow(
        { id, ...(version !== undefined && { version }) },
        instanceStart("test_run", run, channels),
      );
      await whenThrough(switchboard, session);
      response.status(201).location(`${request.baseUrl}/${session}`).end();
    }),
  );
  router.get(
    "/:workflowId",
    handle(async (request, response) => {
      const includeLogs = flagOf(request, "includeLogs");
      const { session, definition } = await findInstance(switchboard, request);
      const logs = includeLogs ? { logs: logView(session, await store.events(session.id)) } : {};
      response.json({ ...instanceView(session, definition), ...logs });
    }),
  );
  router.patch(
    "/:workflowId",
    handle(async (request, response) => {
      const { session } = await findInstance(switchboard, request);
      const { status } = objectOf(request);
      if (!isCommand(status)) throw invalid("Invalid status: it must be suspend, resume or terminate.");
      await command(switchboard, session, status);
      response.status(200).end();
    }),
  );
  router.get(
    "/:workflowId/errors",
    handle(async (request, response) => {
      const { session } = await findInstance(switchboard, request);
      response.json(errorView(session.id, await store.events(session.id)));
    }),
  );
  return router;
}

/** An instance in the path. Those of a version that was deleted are gone with it (8x8-automation.md D29). */
async function findInstance(
  switchboard: Switchboard,
  request: Request,
): Promise<{ session: Session; definition: StoredDefinition }> {
  const id = workflowIdOf(request);
  const definition = await findDefinition(switchboard, request);
  const found = await switchboard.store.session(id);
  if (found?.session.flow.id !== definition.id) throw notFound(`Workflow ${id} not found.`);
  const { session } = found;
  const { version } = session.flow;
  if (version !== undefined && version !== definition.version) await findDefinition(switchboard, request, version);
  return { session, definition };
}

function filterOf(request: Request) {
  const status = text(request, "status");
  if (status !== undefined && !isInstanceStatus(status)) {
    throw invalid(`Invalid status: it must be one of ${Object.keys(INSTANCE_STATUSES).join(", ")}.`);
  }
  const startedFrom = timeOf(request, "startTimeFrom");
  const startedTo = timeOf(request, "startTimeTo");
  return {
    ...(status !== undefined && { statuses: INSTANCE_STATUSES[status] }),
    ...(startedFrom !== undefined && { startedFrom }),
    ...(startedTo !== undefined && { startedTo }),
  };
}
