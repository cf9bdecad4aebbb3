import type { Sprint } from "../engine/sprint.js";
import { LISTENER, readMetaflows, type OrderedObject } from "../formats/metaflows/index.js";
import type { Ids } from "../ids.js";
import type { JsonObject } from "../json.js";
import type { Program } from "../program.js";
import type { Input, SignalInput } from "../session/input.js";
import { startMetaflow } from "./start.js";

/** Name of the signal by which a program outside runs a module on a leg of a call. */
const METAFLOW_REQUESTED = "metaflow_requested";
/** The endpoint of what no endpoint has asked for. */
const API = "api";
/** The number of a document with one module. */
const ONLY = "0";

/** Runs a module, and what follows it, on a leg: as if its keys had been pressed there. */
export function metaflowRequest(leg: string, module: OrderedObject, ids: Ids): SignalInput {
  const document = new Map([["numbers", new Map([[ONLY, module]])]]);
  const read = readMetaflows(document, { ids, unknown: "drop" });
  if (!("program" in read)) throw new Error("A module that was checked cannot be read.");
  return { type: "signal", name: METAFLOW_REQUESTED, data: { leg, program: read.program as unknown as JsonObject } };
}

/** Starts what a request asks for. False: the input is none. */
export async function takeRequest(sprint: Sprint, input: Input): Promise<boolean> {
  if (input.type !== "signal" || input.name !== METAFLOW_REQUESTED) return false;
  const { leg, program } = input.data ?? {};
  // It was made by `metaflowRequest`, and has been in the store since.
  await startMetaflow(
    sprint,
    { flow: program as unknown as Program, node: LISTENER.id },
    { exit: `numbers.${ONLY}`, trigger: { leg: String(leg), endpoint: API } },
  );
  return true;
}
