import { isJsonObject, type JsonObject } from "../../json.js";
import { without } from "../records.js";
import type { Problem, ReadOptions, ReadResult } from "../result.js";
import { readGoflow } from "./read.js";

/** What an export holds: its flows, and the things that they use (channels, fields, groups ...) as they stand in the document. */
export interface Export {
  readonly flows: readonly ExportedFlow[];
  readonly assets: JsonObject;
}

/** A flow of an export. It is read when it is first needed (goflow.md section 28), so one that is broken keeps no other from running. */
export interface ExportedFlow {
  readonly id: string;
  readonly name: string;
  read(): ReadResult;
}

/** Reads a document of several flows and the assets that they use, as GoFlow's asset files are. */
export function readExport(
  document: unknown,
  options: ReadOptions,
): Export | { readonly problems: readonly Problem[] } {
  if (!isJsonObject(document) || !Array.isArray(document.flows)) {
    return { problems: [{ path: "export", field: "flows", message: "must be an object with a list of `flows`" }] };
  }
  const flows = document.flows.map((flow): ExportedFlow => {
    const { uuid, name } = isJsonObject(flow) ? flow : {};
    let result: ReadResult | undefined;
    return {
      id: typeof uuid === "string" ? uuid : "",
      name: typeof name === "string" ? name : "",
      read: () => (result ??= readGoflow(flow, options)),
    };
  });
  return { flows, assets: without(document, ["flows"]) };
}
