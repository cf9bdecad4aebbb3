import { readTrigger } from "../../conversation/trigger-document.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { expectEqual } from "../expect.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { placeIn } from "./evaluation.js";
import { objects } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { UNIT_NOW } from "./unit-trigger.js";

interface TriggerCase {
  readonly trigger: JsonObject;
  readonly read_error?: string;
  readonly events?: Json;
  /** `@(json(trigger))`. */
  readonly context?: Json;
}

/** Cases of triggers, in a folder with the assets that they run in. */
export const triggerCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as TriggerCase[];
  const assets = besides(file.path, "_assets.json");
  if (!assets || list.length === 0 || !list.every(({ trigger }) => isJsonObject(trigger))) return undefined;
  return casesOf(file, list, (testCase, host) => runTriggerCase(testCase, assets, host));
};

async function runTriggerCase(testCase: TriggerCase, assets: JsonObject, host: TestHost): Promise<void> {
  const { trigger, read_error: problem } = testCase;
  if (problem !== undefined) {
    const read = readTrigger(trigger);
    return expectEqual("read_error", problem, "problem" in read ? read.problem : "none");
  }
  await withConversation(host, { assets, now: UNIT_NOW }, async (conversation) => {
    const { session } = await conversation.start(trigger);
    const known = uuidsIn(assets, trigger);
    const [run] = objects(session["runs"]);
    expectSame(normalise(testCase.events ?? [], known), normalise(run?.["events"] ?? [], known), "events");
    const { evaluate } = await placeIn(conversation, { type: "expiration" });
    expectSame(testCase.context ?? null, JSON.parse(evaluate("@(json(trigger))").text) as Json, "context");
  });
}
