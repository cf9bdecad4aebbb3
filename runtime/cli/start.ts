import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { loadToken } from "../api/token.js";
import { readSettings } from "../nodered/settings.js";
import type { RedSettings } from "../nodered/types.js";

/** Where the package is, seen from the compiled file. */
const PACKAGE = dirname(require.resolve("../../../package.json"));
const SETTINGS = join(PACKAGE, "settings.js");
/** The flow file that `settings.js` names. */
const FLOW_FILE = "flows.json";

/** What is used of the settings to say where things are. */
interface StartSettings extends RedSettings {
  readonly https?: unknown;
}

/**
 * `npm start`: Node-RED with this checkout's palette, its example flows and the simulator. Arguments are Node-RED's own; without
 * `--userDir` everything is kept in `.node-red`, without `--settings` the checkout's settings are used.
 */
async function main(given: readonly string[]): Promise<void> {
  const userDir = resolve(option(given, "--userDir", "-u") ?? join(PACKAGE, ".node-red"));
  mkdirSync(userDir, { recursive: true });
  process.env["SWITCHBOARD_USER_DIR"] = userDir;
  addExamples(join(userDir, FLOW_FILE));

  const file = resolve(option(given, "--settings", "-s") ?? SETTINGS);
  const settings = loadSettings(file);
  // Node-RED would go on without our nodes, and say why seven times.
  const { token: setting } = readSettings({ ...settings, userDir });
  const { token } = await loadToken({ setting, userDir });
  const port = option(given, "--port", "-p") ?? String(settings.uiPort ?? 1880);
  const address = `${settings.https ? "https" : "http"}://${settings.uiHost ?? "127.0.0.1"}:${port}`;

  const nodeRed = createRequire(__filename).resolve("node-red/red.js");
  const { events } = createRequire(nodeRed)("@node-red/util") as { events: NodeJS.EventEmitter };
  events.once("flows:started", () => {
    console.log(`\nEditor:     ${address}/`);
    console.log(`Simulator:  ${address}/switchboard/simulator?token=${token}`);
    console.log(`API token:  ${token}\n`);
  });
  process.argv.splice(2, Infinity, ...given, "--userDir", userDir, "--settings", file);
  createRequire(__filename)(nodeRed);
}

/** Throws what is wrong with the file, and where in it. */
function loadSettings(file: string): StartSettings {
  try {
    return createRequire(__filename)(file) as StartSettings;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Only the stack of a syntax error begins with the place.
    const place = error instanceof SyntaxError ? (error.stack?.split("\n", 1)[0] ?? file) : file;
    throw new Error(`The settings file cannot be read: ${place}: ${error.message}`, { cause: error });
  }
}

/** The value of an option, written `--name value` or `--name=value`. */
function option(given: readonly string[], name: string, short: string): string | undefined {
  const at = given.findIndex((argument) => argument === name || argument === short);
  if (at >= 0) return given[at + 1];
  return given.find((argument) => argument.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** At the first start the example flows are the flows. Other files beside them (their tests) are no lists of nodes. */
function addExamples(flowFile: string): void {
  const folder = join(PACKAGE, "flows");
  if (existsSync(flowFile) || !existsSync(folder)) return;
  const nodes = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name): unknown => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .filter((content) => Array.isArray(content))
    .flat();
  writeFileSync(flowFile, `${JSON.stringify(nodes, null, 4)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
