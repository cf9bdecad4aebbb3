import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allSteps } from "../../runtime/steps.js";
import { referencePages } from "../../runtime/editor/reference.js";
import { stepId } from "../../runtime/step.js";
import { everything } from "./fixture/steps.js";

const FOLDER = join(__dirname, "../../docs/steps");

test("the reference pages in docs/steps are those of the steps there are; if not: npm run docs", () => {
  const pages = referencePages(allSteps);
  const names = new Set([...pages.keys(), ...(existsSync(FOLDER) ? readdirSync(FOLDER) : [])]);
  const stale = [...names].filter((name) => {
    const file = join(FOLDER, name);
    return !existsSync(file) || readFileSync(file, "utf8") !== pages.get(name);
  });
  expect(stale).toEqual([]);
});

test("the index leads to each step", () => {
  const pages = referencePages([everything]);
  expect(pages.get("README.md")).toContain(
    "- [`contact-everything`](contact.md#everything-contact-everything): Has a field of every kind.",
  );
  expect(pages.get("contact.md")).toContain(`## Everything (\`${stepId(everything)}\`)`);
});
