import type { RequestHandler } from "express";
import { NotFound, FlowRefused } from "../switchboard/switchboard.js";
import { StoreUnavailable } from "../store/errors.js";
import type { Instance } from "./instance.js";
import type { NodeRed } from "./types.js";

/** Type of the node that has the button. */
const MANUAL_START = "entry-manual_start";
const PERMISSION = "switchboard.write";

/** Answers the button of `manual_start` nodes: it belongs to the editor, and so does its permission. */
export function serveStartButton(red: NodeRed, instance: Instance): void {
  red.httpAdmin?.post("/switchboard/start/:id", red.auth.needsPermission(PERMISSION), start(instance));
}

function start(instance: Instance): RequestHandler {
  return (request, response) => {
    startAt(instance, request.params["id"] ?? "").then(
      (session) => response.status(201).json({ session }),
      (error: unknown) => response.status(statusOf(error)).send(error instanceof Error ? error.message : String(error)),
    );
  };
}

async function startAt({ switchboard, wires }: Instance, id: string): Promise<string> {
  const node = wires.tabs.find(id);
  const tab = wires.tabs.list().find(({ flow }) => flow && flow.tab === node?.tab);
  if (!node || node.red.type !== MANUAL_START || !tab?.flow)
    throw new NotFound("The node is not deployed, or its tab is no flow.");
  const { urn, channel } = node.node.options as { urn?: string; channel?: string };
  return switchboard.startFlow(tab.flow.ref, { entry: node.id, channel: channel || "simulator", ...(urn && { urn }) });
}

function statusOf(error: unknown): number {
  if (error instanceof NotFound) return 404;
  if (error instanceof FlowRefused) return 409;
  return error instanceof StoreUnavailable ? 503 : 500;
}
