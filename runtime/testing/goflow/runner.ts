import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { TestHost } from "../host.js";
import { withConversation, type SprintOutput } from "./bench.js";
import { expectSame } from "./compare.js";
import type { CaseFinder } from "./corpus-file.js";
import { normalise, uuidsIn } from "./normalise.js";
import { fakeServices } from "./services/index.js";
import { masked, volatilePointers } from "./volatile.js";

/** The time at which the runner's clock starts (goflow-inventory.md section 1). */
const NOW = "2018-07-06T12:30:00.123Z";

/** What the cases were made with. */
const SOURCE_LIMITS = { webhookAfterWait: "saved" } as const;

/** A case of a whole session: what starts it, what it gets, and what each sprint made. */
interface RunnerCase extends JsonObject {
  trigger: JsonObject;
  resumes: JsonObject[] | null;
  outputs: JsonObject[];
}

/** Cases of whole sessions. */
export const runnerCases: CaseFinder = ({ path, name, document }) => {
  const assets = isRunnerCase(document) ? assetsOf(path) : undefined;
  return assets === undefined ? undefined : [{ name, run: (host) => runRunnerCase(path, assets, host) }];
};

function isRunnerCase(document: Json): document is RunnerCase {
  return isJsonObject(document) && isJsonObject(document["trigger"]) && Array.isArray(document["outputs"]);
}

/** The assets of a case are in the file that its name starts with: `two_questions.test.json` runs in `two_questions.json`. */
function assetsOf(caseFile: string): string | undefined {
  const name = caseFile.slice(dirname(caseFile).length + 1);
  const file = join(dirname(caseFile), `${name.slice(0, name.indexOf("."))}.json`);
  return file !== caseFile && existsSync(file) ? file : undefined;
}

async function runRunnerCase(caseFile: string, assetsFile: string, host: TestHost): Promise<void> {
  const document = JSON.parse(readFileSync(caseFile, "utf8")) as RunnerCase;
  const assets = JSON.parse(readFileSync(assetsFile, "utf8")) as JsonObject;
  const { trigger, resumes, outputs, http_mocks: mocks } = document;
  const setting = {
    assets,
    limits: SOURCE_LIMITS,
    now: NOW,
    services: fakeServices({ mocks, now: () => Date.parse(NOW) }),
  };
  const actual = await withConversation(host, setting, async (conversation) => {
    const made: SprintOutput[] = [await conversation.start(trigger)];
    for (const resume of resumes ?? []) made.push(await conversation.resume(resume));
    return made;
  });
  const known = uuidsIn(trigger, resumes, assets);
  const pointers = volatilePointers(caseFile);
  const comparable = (outputs: Json): Json => normalise(masked(inOrder(outputs), pointers), known);
  expectSame(comparable(outputs), comparable(actual as unknown as Json), "outputs");
}

/** Of an output the session and the events are compared, whatever else a later version of the format says. */
function inOrder(outputs: Json): Json {
  return (outputs as JsonObject[]).map(({ session, events }) => ({ events: events ?? [], session: session ?? null }));
}
