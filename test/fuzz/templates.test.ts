import { readEnvironment } from "../../runtime/conversation/environment.js";
import { evaluateTemplate, object } from "../../runtime/expressions/excellent/index.js";
import { pick, randomNumbers } from "./random.js";

const COUNT = 10_000;
const LONGEST_MS = 100;

const SEEDS = [
  "Hi @contact.name, you are @(contact.age + 1) years old",
  '@(if(contact.age >= 18, "adult", "minor")) @(upper(left(contact.name, 3)))',
  "@(foreach(array(1, 2, 3), (x) => x * 2)) @(json(contact)) @@not",
  '@(regex_match(contact.name, "(\\w+) (\\w+)", 1)) @(2 ^ 10 / 3 & "x")',
  '@(format_datetime(datetime("2020-01-15T10:00:00Z"), "DD-MM-YYYY hh:mm aa")) @(contact["name"])',
  '@(word_slice(contact.name, 0, 2)) @(repeat("ab", 3)) @(default(contact.nothing, "-"))',
];
const PIECES = [
  "@",
  "@(",
  ")",
  "(",
  "[",
  "]",
  '"',
  "\\",
  ".",
  ",",
  "=>",
  "^",
  "&",
  "-",
  "9".repeat(30),
  "\0",
  "é",
  "💥",
  "\ud800",
  "contact",
  "__proto__",
  "constructor",
  "null",
  "if(",
  " ",
];

/** Some texts taken apart and put together otherwise. */
function mutated(random: () => number): string {
  let text = pick(random, SEEDS);
  for (let count = 1 + Math.floor(random() * 6); count > 0; count--) {
    const at = Math.floor(random() * text.length);
    const until = at + Math.floor(random() * 8);
    const other = pick(random, SEEDS);
    const piece = random() < 0.6 ? pick(random, PIECES) : other.slice(at, until);
    text = text.slice(0, at) + piece.repeat(random() < 0.02 ? 200 : 1) + text.slice(random() < 0.5 ? at : until);
  }
  return text;
}

const environment = readEnvironment({}, { now: () => 0, random: () => 0.5 });
const context = object({ contact: object({ name: "Ann Miller", age: "23" }), results: object({}) });

test(`${COUNT} mutated templates neither throw nor take long, and reach nothing of JavaScript`, () => {
  const random = randomNumbers(1);
  const failures: string[] = [];
  for (let count = 0; count < COUNT; count++) {
    const template = mutated(random);
    const start = performance.now();
    try {
      const { text } = evaluateTemplate(template, context, environment);
      if (/\[native code\]|\[object /.test(text)) failures.push(`escape: ${template}`);
    } catch (error) {
      failures.push(`${String(error)}: ${template}`);
    }
    // Twice, so that a pause of the whole process is not taken for a slow template.
    if (performance.now() - start < LONGEST_MS) continue;
    const again = performance.now();
    evaluateTemplate(template, context, environment);
    if (performance.now() - again >= LONGEST_MS) failures.push(`slow: ${template}`);
  }
  expect(failures).toEqual([]);
}, 120_000);
