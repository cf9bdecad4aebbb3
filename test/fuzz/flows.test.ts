import { readGoflow, writeGoflow } from "../../runtime/formats/goflow/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../runtime/json.js";
import { countingIds } from "../support/counting-ids.js";
import { pick, randomNumbers } from "./random.js";

const COUNT = 10_000;
const LONGEST_MS = 100;
const uuid = (number: number): string => `8eebd020-1af5-431c-b943-aa670fc7400${number}`;

const SEED: JsonObject = {
  uuid: uuid(0),
  name: "Survey",
  spec_version: "13.1.0",
  language: "eng",
  type: "messaging",
  localization: { fra: { [uuid(2)]: { text: ["Bonjour"] } } },
  nodes: [
    {
      uuid: uuid(1),
      actions: [
        { uuid: uuid(2), type: "send_msg", text: "Hello @contact", quick_replies: ["Yes"] },
        { uuid: uuid(3), type: "call_webhook", method: "GET", url: "http://example.org", headers: { Accept: "*/*" } },
      ],
      router: {
        type: "switch",
        wait: { type: "msg", timeout: { seconds: 60, category_uuid: uuid(6) } },
        operand: "@input.text",
        cases: [{ uuid: uuid(4), type: "has_any_word", arguments: ["yes"], category_uuid: uuid(5) }],
        categories: [
          { uuid: uuid(5), name: "Yes", exit_uuid: uuid(7) },
          { uuid: uuid(6), name: "Other", exit_uuid: uuid(8) },
        ],
        default_category_uuid: uuid(6),
      },
      exits: [{ uuid: uuid(7), destination_uuid: uuid(1) }, { uuid: uuid(8) }],
    },
  ],
};

const VALUES: readonly Json[] = [
  null,
  true,
  -1,
  1e308,
  "",
  "x",
  uuid(1),
  [],
  {},
  [null],
  { __proto__x: 1 },
  "a".repeat(5000),
  [[[[[[]]]]]],
];

/** The document with one place of it replaced, left out, or given another name. */
function mutated(value: Json, random: () => number): Json {
  if (random() < 0.08) return pick(random, VALUES);
  if (Array.isArray(value) && value.length > 0) {
    const at = Math.floor(random() * value.length);
    if (random() < 0.1) return [...value, ...value];
    return value.map((item, index) => (index === at ? mutated(item, random) : item));
  }
  if (!isJsonObject(value) || Object.keys(value).length === 0) return pick(random, VALUES);
  const key = pick(random, Object.keys(value));
  const entries = Object.entries(value).flatMap(([name, item = null]): [string, Json][] => {
    if (name !== key) return [[name, item]];
    if (random() < 0.1) return [];
    return [[random() < 0.05 ? pick(random, ["constructor", "toString", "uuid", ""]) : name, mutated(item, random)]];
  });
  return Object.fromEntries(entries);
}

test(`${COUNT} mutated flows are read, or refused with reasons, and neither throw nor take long`, () => {
  const random = randomNumbers(2);
  const failures: string[] = [];
  let read = 0;
  for (let count = 0; count < COUNT; count++) {
    let document: Json = SEED;
    for (let times = 1 + Math.floor(random() * 3); times > 0; times--) document = mutated(document, random);
    const start = performance.now();
    try {
      const result = readGoflow(document, { ids: countingIds() });
      if ("program" in result) {
        read++;
        writeGoflow(result.program);
      } else if (result.problems.some(({ message }) => message === "")) failures.push("a problem without a reason");
    } catch (error) {
      failures.push(
        `${error instanceof Error ? (error.stack ?? "").slice(0, 400) : String(error)}: ${JSON.stringify(document).slice(0, 600)}`,
      );
    }
    if (performance.now() - start < LONGEST_MS) continue;
    const again = performance.now();
    readGoflow(document, { ids: countingIds() });
    if (performance.now() - again >= LONGEST_MS) failures.push(`slow: ${JSON.stringify(document).slice(0, 600)}`);
  }
  expect(failures.slice(0, 5)).toEqual([]);
  // Mutations that break everything would test the first check only.
  expect(read).toBeGreaterThan(COUNT / 100);
}, 120_000);
