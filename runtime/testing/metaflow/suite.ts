import { readFileSync } from "node:fs";
import { isObject, parseOrdered } from "../../formats/metaflows/index.js";
import { readScenarios } from "../files.js";
import type { Suite } from "../result.js";
import { runMetaflowScenario } from "./run.js";
import type { MetaflowScenario } from "./scenario.js";

/** Scenarios of the metaflow family: `NNN_name.json` in a folder. */
export const metaflowSuite: Suite = (path) =>
  readScenarios<MetaflowScenario>(path).map(({ name, file, document }) => ({
    name,
    run: (host) => {
      const whole = parseOrdered(readFileSync(file, "utf8"));
      const config = isObject(whole) ? whole.get("config") : undefined;
      return runMetaflowScenario({ scenario: document, config: isObject(config) ? config : new Map() }, host);
    },
  }));
