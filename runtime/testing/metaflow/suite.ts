import { readFileSync } from "node:fs";
import {
  isObject,
  parseOrdered,
  stringifyOrdered,
  type Ordered,
  type OrderedObject,
} from "../../formats/metaflows/index.js";
import { readScenarios } from "../files.js";
import type { Suite } from "../result.js";
import { runMetaflowScenario } from "./run.js";
import type { MetaflowScenario } from "./scenario.js";

/** Scenarios of the metaflow family: `NNN_name.json` in a folder. */
export const metaflowSuite: Suite = (path) =>
  readScenarios<MetaflowScenario>(path).map(({ name, file, document }) => ({
    name,
    run: (host) => {
      const parsed = parseOrdered(readFileSync(file, "utf8"));
      const whole: OrderedObject = isObject(parsed) ? parsed : new Map();
      const config = whole.get("config");
      return runMetaflowScenario(
        {
          scenario: document,
          config: isObject(config) ? config : new Map(),
          bodies: { rest: bodiesOf(whole.get("rest")), inputs: bodiesOf(whole.get("inputs")) },
        },
        host,
      );
    },
  }));

/** What HTTP steps send. */
function bodiesOf(steps: Ordered | undefined): (string | undefined)[] {
  return (Array.isArray(steps) ? (steps as readonly Ordered[]) : []).map((step) => {
    if (!isObject(step)) return undefined;
    const raw = step.get("raw_body");
    const body = step.get("body");
    if (typeof raw === "string") return raw;
    return body === undefined ? undefined : stringifyOrdered(body);
  });
}
