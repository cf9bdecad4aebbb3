import { basename } from "node:path";
import { isJsonObject, type JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { flowAt, objects } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { UNIT_NOW } from "./unit-trigger.js";

interface GroupCase {
  readonly contact_before: JsonObject;
  readonly contact_after: JsonObject;
  readonly redact_urns?: boolean;
}

/** Cases of query based groups: a session starts, and the contact is in the groups that its queries say. */
export const smartGroupCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as GroupCase[];
  const assets = besides(file.path, `${basename(file.path, ".json")}.assets.json`);
  if (!assets || list.length === 0 || !list.every(({ contact_before: before }) => isJsonObject(before)))
    return undefined;
  return casesOf(file, list, (testCase, host) => runGroupCase(testCase, assets, host));
};

async function runGroupCase(testCase: GroupCase, assets: JsonObject, host: TestHost): Promise<void> {
  const environment = { default_country: "RW", redaction_policy: testCase.redact_urns ? "urns" : "none" };
  await withConversation(host, { assets, now: UNIT_NOW, environment }, async (conversation) => {
    const { uuid, name } = flowAt(assets, 0);
    const { session } = await conversation.start({
      type: "manual",
      flow: { uuid: uuid ?? "", name: name ?? "" },
      triggered_on: UNIT_NOW,
      environment,
      contact: testCase.contact_before,
    });
    const known = uuidsIn(assets, testCase);
    expectSame(normalise(testCase.contact_after, known), normalise(session["contact"] ?? null, known), "contact");
  });
}
