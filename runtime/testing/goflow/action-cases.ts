import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { placeIn } from "./evaluation.js";
import { expectUnreadable, flowAt, objects, withFirstNode, withFlow } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { fakeServices } from "./services/index.js";
import { UNIT_NOW, unitTrigger } from "./unit-trigger.js";

/** An action, what is special about the session, and the events that it makes. */
interface ActionCase {
  readonly action: JsonObject;
  readonly localization?: JsonObject;
  readonly in_flow_type?: string;
  readonly http_mocks?: Json;
  readonly smtp_error?: string;
  readonly read_error?: string;
  readonly events?: Json;
  readonly contact_after?: JsonObject;
  readonly webhook?: Json;
}

/** Cases of single actions, in a folder with the assets that they run in. */
export const actionCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as ActionCase[];
  const assets = besides(file.path, "_assets.json");
  if (!assets || list.length === 0 || !list.every(({ action }) => isJsonObject(action))) return undefined;
  return casesOf(file, list, (testCase, host, index) => {
    // A localization stays for the cases that follow.
    const localization = list.slice(0, index + 1).findLast(({ localization }) => localization)?.localization;
    return runActionCase(testCase, assets, localization, host);
  });
};

async function runActionCase(
  testCase: ActionCase,
  given: JsonObject,
  localization: JsonObject | undefined,
  host: TestHost,
): Promise<void> {
  const index = testCase.in_flow_type === "voice" ? 1 : 0;
  const assets = withFlow(given, index, (flow) => ({
    ...withFirstNode(flow, (node) => ({ ...node, actions: [testCase.action] })),
    ...(localization && { localization }),
  }));
  if (testCase.read_error !== undefined) return expectUnreadable(flowAt(assets, index), testCase.read_error);
  const services = fakeServices({
    mocks: testCase.http_mocks,
    emailProblem: testCase.smtp_error,
    classifier: "wit",
    now: () => Date.parse(UNIT_NOW),
  });
  await withConversation(host, { assets, now: UNIT_NOW, services }, async (conversation) => {
    const trigger = unitTrigger(flowAt(assets, index), { ...testCase, spanish: testCase.localization !== undefined });
    const { session } = await conversation.start(trigger);
    const known = uuidsIn(assets);
    const [run] = objects(session["runs"]);
    const events = objects(run?.["events"]).filter(({ type }) => type !== "msg_received");
    expectSame(normalise(testCase.events ?? [], known), normalise(events, known), "events");
    if (testCase.contact_after) {
      const after = normalise({ contact: testCase.contact_after }, known);
      expectSame(after, normalise({ contact: session["contact"] }, known), "contact_after");
    }
    if (testCase.webhook === undefined) return;
    const { evaluate } = await placeIn(conversation, { type: "expiration" });
    expectSame(testCase.webhook, JSON.parse(evaluate("@(json(webhook))").text) as Json, "webhook");
  });
}
