import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages } from "../editor/reference.js";
import { allSteps } from "../steps.js";

// Writes the reference pages of the steps and of the channels to docs/steps of the package.
const folder = join(__dirname, "../../../docs/steps");
mkdirSync(folder, { recursive: true });
for (const [name, text] of referencePages(allSteps)) writeFileSync(join(folder, name), text);
console.log(`${allSteps.length} steps described in docs/steps`);
