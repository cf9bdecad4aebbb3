import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Json, JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import type { SuiteCase } from "../result.js";

/** A file of a corpus with what it holds. */
export interface CorpusFile {
  readonly path: string;
  /** Path in the folder given, for names. */
  readonly name: string;
  readonly document: Json;
}

/** Finds the cases in a file; undefined: it is not of this kind. */
export type CaseFinder = (file: CorpusFile) => SuiteCase[] | undefined;

export function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, "utf8")) as Json;
}

/** The document beside a file, or undefined where there is none. */
export function besides(path: string, name: string): JsonObject | undefined {
  const file = join(dirname(path), name);
  return existsSync(file) ? (readJson(file) as JsonObject) : undefined;
}

/** A file of the corpus that another one names by its path from the corpus' root; the root is looked for upwards, then beside it. */
export function findInCorpus(from: string, path: string): string | undefined {
  for (let folder = dirname(from); folder !== dirname(folder); folder = dirname(folder)) {
    for (const candidate of [join(folder, path), join(folder, "goflow", path)]) {
      if (existsSync(candidate)) return candidate;
    }
  }
  return undefined;
}

/** The cases of a list, named by their file, number and description. */
export function casesOf<Case>(
  file: CorpusFile,
  list: readonly Case[],
  run: (testCase: Case, host: TestHost, index: number) => Promise<void> | void,
): SuiteCase[] {
  return list.map((testCase, index) => {
    const { description } = testCase as { description?: string };
    return {
      name: `${file.name}#${index}${description === undefined ? "" : ` ${description}`}`,
      run: async (host) => run(testCase, host, index),
    };
  });
}
