import { readResume } from "../../conversation/trigger-document.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import { expectEqual, Mismatch } from "../expect.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { expectSame } from "./compare.js";
import { besides, casesOf, type CaseFinder } from "./corpus-file.js";
import { objects, withFirstNode, withFlow } from "./flow-of.js";
import { normalise, uuidsIn } from "./normalise.js";
import { UNIT_NOW } from "./unit-trigger.js";

interface ResumeCase {
  readonly flow_uuid: string;
  /** The wait that the flow's first router gets. */
  readonly wait?: JsonObject;
  readonly resume: JsonObject;
  readonly read_error?: string;
  readonly events?: Json;
  readonly run_status?: string;
  readonly session_status?: string;
}

/** Cases of resumes, in a folder with the assets that they run in. */
export const resumeCases: CaseFinder = (file) => {
  const list = objects(file.document) as unknown as ResumeCase[];
  const assets = besides(file.path, "_assets.json");
  if (!assets || list.length === 0 || !list.every(({ resume }) => isJsonObject(resume))) return undefined;
  return casesOf(file, list, (testCase, host) => runResumeCase(testCase, assets, host));
};

async function runResumeCase(testCase: ResumeCase, given: JsonObject, host: TestHost): Promise<void> {
  const { resume, wait, read_error: problem, flow_uuid: uuid } = testCase;
  if (problem !== undefined) {
    const read = readResume(resume, "");
    return expectEqual("read_error", problem, "problem" in read ? read.problem : "none");
  }
  const index = objects(given["flows"]).findIndex((flow) => flow["uuid"] === uuid);
  const flow = objects(given["flows"])[index];
  if (!flow) throw new Mismatch(`The assets have no flow '${uuid}'.`);
  const assets = withFlow(given, index, (flow) =>
    withFirstNode(flow, (node) => (wait ? { ...node, router: { ...(node["router"] as JsonObject), wait } } : node)),
  );
  await withConversation(host, { assets, now: UNIT_NOW }, async (conversation) => {
    await conversation.start({
      type: "manual",
      flow: { uuid, name: flow["name"] ?? "" },
      triggered_on: UNIT_NOW,
      contact: { uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f", name: "Bob", created_on: UNIT_NOW },
      ...(flow["type"] === "voice" && { connection: { channel: { uuid: "", name: "" }, urn: "tel:+12065551212" } }),
    });
    const { session, events } = await conversation.resume(resume);
    const known = uuidsIn(assets, resume);
    expectSame(normalise(testCase.events ?? [], known), normalise([...events], known), "events");
    expectEqual("session_status", testCase.session_status, session["status"]);
    expectEqual("run_status", testCase.run_status, objects(session["runs"])[0]?.["status"]);
  });
}
