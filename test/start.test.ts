import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "switchboard-start-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a settings file with a slip is refused with the line where it is", () => {
  const file = join(folder, "settings.js");
  writeFileSync(file, "module.exports = {\n  uiPort: 1880\n  uiHost: '127.0.0.1',\n};\n");

  const { status, stderr } = start("--settings", file);

  expect(status).toBe(1);
  expect(stderr).toBe(`The settings file cannot be read: ${file}:3: Unexpected identifier 'uiHost'\n`);
});

test("one that throws is refused by name", () => {
  const file = join(folder, "settings.js");
  writeFileSync(file, "module.exports = { uiPort: PORT };\n");

  expect(start("--settings", file).stderr).toBe(`The settings file cannot be read: ${file}: PORT is not defined\n`);
});

test("one that Switchboard cannot use is refused before Node-RED starts", () => {
  const file = join(folder, "settings.js");
  writeFileSync(file, "module.exports = { switchboard: { holdLimit: '2s' } };\n");

  const { status, stderr } = start("--settings", file);

  expect(status).toBe(1);
  expect(stderr).toBe("The settings file cannot be used: switchboard/holdLimit must be a whole number, is text.\n");
});

/** `npm start`, as it was built. */
function start(...given: readonly string[]): { status: number | null; stderr: string } {
  const program = join(__dirname, "../dist/runtime/cli/start.js");
  return spawnSync(process.execPath, [program, "--userDir", join(folder, "user"), ...given], { encoding: "utf8" });
}
