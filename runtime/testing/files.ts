import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** The JSON documents of a folder in the order of their names, or the one that a file holds. */
export function readScenarios<Document>(path: string): { name: string; document: Document }[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(".json"))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.map((file) => ({
    name: basename(file, ".json"),
    document: JSON.parse(readFileSync(file, "utf8")) as Document,
  }));
}
