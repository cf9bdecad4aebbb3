// Compiles the TypeScript sources to dist/, copies what is no TypeScript, and writes the editor files of the steps.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

execFileSync(
  process.execPath,
  [require.resolve("typescript/bin/tsc"), "-p", join(root, ".config/tsconfig.build.json")],
  {
    stdio: "inherit",
  },
);
for (const folder of ["nodes", "runtime", "adapters"]) {
  cpSync(join(root, folder), join(root, "dist", folder), {
    recursive: true,
    filter: (source) => !source.endsWith(".ts"),
  });
}
const generator = join(root, "dist/runtime/editor/generate.js");
if (existsSync(generator)) require(generator).generate(root);
