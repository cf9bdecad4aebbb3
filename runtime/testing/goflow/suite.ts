import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Json } from "../../json.js";
import type { Suite, SuiteCase } from "../result.js";
import { assetsOf, isRunnerCase, runRunnerCase } from "./runner.js";

/** A file of a corpus with what it holds. */
export interface CorpusFile {
  readonly path: string;
  /** Path in the folder given, for names. */
  readonly name: string;
  readonly document: Json;
}

/** Finds the cases in a file; undefined: it is not of this kind. */
export type CaseFinder = (file: CorpusFile) => SuiteCase[] | undefined;

const runnerCases: CaseFinder = ({ path, name, document }) => {
  const assets = isRunnerCase(document) ? assetsOf(path) : undefined;
  return assets === undefined ? undefined : [{ name, run: (host) => runRunnerCase(path, assets, host) }];
};

const finders: readonly CaseFinder[] = [runnerCases];

/** Conformance cases of GoFlow: every file of a folder is looked at, and told on stderr where no case is found in it. */
export const goflowSuite: Suite = (path) => {
  const root = statSync(path).isDirectory() ? path : join(path, "..");
  return jsonFiles(path).flatMap((file) => {
    const document = JSON.parse(readFileSync(file, "utf8")) as Json;
    const corpusFile = { path: file, name: relative(root, file), document };
    for (const find of finders) {
      const cases = find(corpusFile);
      if (cases) return cases;
    }
    process.stderr.write(`${corpusFile.name}: no cases in it\n`);
    return [];
  });
};

function jsonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name));
}
