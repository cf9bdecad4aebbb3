import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** A document that was read, and where from. */
export interface ReadFile<Document> {
  readonly name: string;
  readonly file: string;
  readonly document: Document;
}

/** The JSON documents of a folder in the order of their names, or the one that a file holds. */
export function readScenarios<Document>(path: string, ending = ".json"): ReadFile<Document>[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.map((file) => ({
    name: basename(file, ".json"),
    file,
    document: JSON.parse(readFileSync(file, "utf8")) as Document,
  }));
}
