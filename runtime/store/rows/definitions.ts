import type { JsonObject } from "../../json.js";
import type { StoredDefinition } from "../store.js";

/** A version of a definition as it is read. */
export function readDefinition(row: Readonly<Record<string, unknown>>): StoredDefinition {
  return {
    id: String(row["id"]),
    version: Number(row["version"]),
    kind: String(row["kind"]),
    ...(typeof row["owner"] === "string" && { owner: row["owner"] }),
    name: String(row["name"]),
    at: Number(row["at"]),
    deleted: Boolean(row["deleted"]),
    document: JSON.parse(String(row["document"])) as JsonObject,
    program: JSON.parse(String(row["program"])) as JsonObject,
  };
}
