import { isJsonObject, type Json } from "../../json.js";
import { expectEqual } from "../expect.js";
import { expectSame } from "./compare.js";
import { casesOf, type CaseFinder, type CorpusFile } from "./corpus-file.js";
import { objects } from "./flow-of.js";
import { normalise } from "./normalise.js";
import { placesOf, type StandardPlace } from "./standard-session.js";

/** A template that is evaluated in the example session; the three forms of files differ in their words only. */
interface TemplateCase {
  readonly template: string;
  readonly output?: string;
  readonly expected?: string;
  readonly output_json?: Json;
  readonly error?: string | null;
  readonly redact_urns?: boolean;
  /** Draws random numbers: only whether it works can be told. */
  readonly random?: boolean;
}

/** The clock of lists of templates that name none (goflow-inventory.md section 2). */
const NOW = "2018-04-11T13:24:30.123456Z";

/** Cases of templates in the example session: a plain list, or a table that says what the servers answer. */
export const templateCases: CaseFinder = (file) => {
  const { list, now, answer } = tableOf(file);
  if (list.length === 0 || !list.every(({ template }) => typeof template === "string")) return undefined;
  const places = placesOf(file.path);
  return casesOf(file, list, async (testCase, host) => {
    const overlay = testCase.redact_urns ? { redaction_policy: "urns" } : {};
    check(testCase, await places(host, { now, overlay, ...(answer !== undefined && { answer }) }));
  });
};

function tableOf({ document }: CorpusFile): { list: readonly TemplateCase[]; now: string; answer?: string } {
  if (!isJsonObject(document)) return { list: objects(document) as unknown as TemplateCase[], now: NOW };
  const { session, now, note, cases } = document;
  if (typeof session !== "string") return { list: [], now: NOW };
  const answer = /answers (\{.*\})$/s.exec(String(note ?? ""))?.[1];
  return {
    list: objects(cases) as unknown as TemplateCase[],
    now: typeof now === "string" ? now : NOW,
    ...(answer !== undefined && { answer }),
  };
}

function check(testCase: TemplateCase, place: StandardPlace): void {
  const { text, errors } = place.evaluate(testCase.template);
  const error = testCase.error ?? "";
  const comparable = (value: Json): Json => normalise(value, place.known);
  if (testCase.random) return expectEqual("error", error, errors.join(", "));
  if (testCase.output_json !== undefined) {
    expectSame(comparable(testCase.output_json), comparable(JSON.parse(text) as Json), "output");
  } else {
    expectEqual("output", comparable(testCase.output ?? testCase.expected ?? ""), comparable(text));
  }
  expectEqual("error", comparable(error), comparable(errors.join(", ")));
}
