import { InvalidDocumentError } from "../contacts/invalid-document.js";
import { readExport } from "../formats/goflow/index.js";
import type { Problem } from "../formats/index.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { Program } from "../program.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { stepProblems } from "./flow-documents.js";

/** A flow that was defined. */
export interface Defined {
  readonly id: string;
  readonly version: number;
}

/** Whether a document is an export of several flows, as RapidPro and TextIt make them. */
export function isExport(format: string, document: unknown): document is JsonObject {
  return format === "goflow" && isJsonObject(document) && Array.isArray(document["flows"]);
}

/** Takes over an export: its assets, then its flows. Either all of it, or the problems and nothing. */
export async function defineExport(
  switchboard: Switchboard,
  document: JsonObject,
): Promise<readonly Defined[] | { readonly problems: readonly Problem[] }> {
  const read = readExport(document, { ids: switchboard.ids });
  if ("problems" in read) return read;
  const programs: (readonly [Program, Json])[] = [];
  const problems: Problem[] = [];
  read.flows.forEach((flow, index) => {
    const result = flow.read();
    const wrong = "problems" in result ? result.problems : stepProblems(result.program, switchboard.channels);
    problems.push(...wrong);
    if ("program" in result) programs.push([result.program, (document["flows"] as Json[])[index] ?? null]);
  });
  if (problems.length > 0) return { problems };
  try {
    await switchboard.assetSources.add(read.assets);
  } catch (error) {
    if (!(error instanceof InvalidDocumentError)) throw error;
    return { problems: [{ path: "export", field: "", message: error.message }] };
  }
  const defined: Defined[] = [];
  for (const [program, source] of programs) {
    const { id, name } = program;
    const version = await switchboard.define({
      id,
      kind: "goflow",
      name,
      at: switchboard.clock.now(),
      document: source as JsonObject,
      program: program as unknown as JsonObject,
    });
    defined.push({ id, version });
  }
  return defined;
}
