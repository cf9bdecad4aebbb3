import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { expectUnreadable, flowAt, objects, withFirstNode, withFlow } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { fakeServices } from "./services/index.js";
import { UNIT_NOW } from "./unit-trigger.js";

interface RouterCase {
  readonly router: JsonObject;
  readonly read_error?: string;
  readonly results?: JsonObject;
  readonly events?: Json;
}

/** Cases of single routers, in a folder with the assets that they run in. */
export const routerCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as RouterCase[];
  const assets = besides(file.path, "_assets.json");
  if (!assets || list.length === 0 || !list.every(({ router }) => isJsonObject(router))) return undefined;
  return casesOf(file, list, (testCase, host) => runRouterCase(testCase, assets, host));
};

async function runRouterCase(testCase: RouterCase, given: JsonObject, host: TestHost): Promise<void> {
  const { router } = testCase;
  const assets = withFlow(given, 0, (flow) => withFirstNode(flow, (node) => ({ ...node, router })));
  const flow = flowAt(assets, 0);
  if (testCase.read_error !== undefined) return expectUnreadable(flow, testCase.read_error);
  const services = fakeServices({ now: () => Date.parse(UNIT_NOW) });
  await withConversation(host, { assets, now: UNIT_NOW, services }, async (conversation) => {
    const { session } = await conversation.start({
      type: "manual",
      flow: { uuid: flow["uuid"] ?? "", name: flow["name"] ?? "" },
      triggered_on: UNIT_NOW,
      contact: { uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f", name: "Bob", created_on: UNIT_NOW },
    });
    const known = uuidsIn(assets);
    const [run] = objects(session["runs"]);
    const made = { events: run?.["events"] ?? [], results: run?.["results"] ?? {} };
    const expected = { events: testCase.events ?? [], results: testCase.results ?? {} };
    const drawn = router["type"] === "random";
    const comparable = (value: JsonObject): Json => normalise(drawn ? withoutChance(value) : value, known);
    expectSame(comparable(expected), comparable(made), "router");
  });
}

/** What a random router drew cannot be foretold. */
function withoutChance(value: Json): JsonObject {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (key === "value" || key === "category" ? "<chance>" : item)),
  ) as JsonObject;
}
