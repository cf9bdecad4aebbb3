import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Suite } from "../result.js";
import { actionCases } from "./action-cases.js";
import { readJson, type CaseFinder } from "./corpus-file.js";
import { modifierCases } from "./modifier-cases.js";
import { resumeCases } from "./resume-cases.js";
import { routerCases } from "./router-cases.js";
import { runnerCases } from "./runner.js";
import { smartGroupCases } from "./smart-group-cases.js";
import { tableCases } from "./tables/index.js";
import { templateCases } from "./template-cases.js";
import { triggerCases } from "./trigger-cases.js";

/** Every kind of case there is; each knows its files by their form and by what lies beside them. */
const finders: readonly CaseFinder[] = [
  runnerCases,
  actionCases,
  routerCases,
  triggerCases,
  resumeCases,
  modifierCases,
  smartGroupCases,
  templateCases,
  tableCases,
];

/** Conformance cases of GoFlow: every file of a folder is looked at, and told on stderr where no case is found in it. */
export const goflowSuite: Suite = (path) => {
  const root = statSync(path).isDirectory() ? path : join(path, "..");
  return jsonFiles(path).flatMap((file) => {
    const corpusFile = { path: file, name: relative(root, file), document: readJson(file) };
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
