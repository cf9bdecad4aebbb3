import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { exportPo, importPo } from "../formats/goflow/po/index.js";
import { isJsonObject, type JsonObject } from "../json.js";

const USAGE = `Usage: switchboard po export --language LANGUAGE FLOWS.json > FILE.po
       switchboard po import --language LANGUAGE --po FILE.po FLOWS.json > TRANSLATED.json
FLOWS.json is a GoFlow flow, or an export of several. LANGUAGE has three letters (ISO 639-3).`;

/** `switchboard po`: translations of GoFlow flows, out to a PO file and back in. */
export async function runPo(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: "string" }, po: { type: "string" }, output: { type: "string", short: "o" } },
  });
  const [command, file] = positionals;
  const { language, po, output } = values;
  const write = (text: string): void =>
    output === undefined ? void process.stdout.write(text) : writeFileSync(output, text);
  if (language === undefined || file === undefined) return misused();
  const document = JSON.parse(readFileSync(file, "utf8")) as unknown;
  const flows = flowsOf(document);
  if (command === "export") {
    write(await exportPo(flows, { language, at: Date.now() }));
    return 0;
  }
  if (command !== "import" || po === undefined) return misused();
  const imported = await importPo(flows, readFileSync(po, "utf8"), language);
  write(`${JSON.stringify(withFlows(document, imported.flows), null, 2)}\n`);
  for (const text of imported.unused) console.error(`No flow has this text any more: ${text}`);
  console.error(`${imported.changed} translations are new or changed.`);
  return 0;
}

function misused(): number {
  console.error(USAGE);
  return 2;
}

function flowsOf(document: unknown): JsonObject[] {
  if (!isJsonObject(document)) throw new Error("The file holds neither a flow nor an export of flows.");
  return Array.isArray(document["flows"]) ? document["flows"].filter(isJsonObject) : [document];
}

function withFlows(document: unknown, flows: JsonObject[]): JsonObject {
  if (isJsonObject(document) && Array.isArray(document["flows"])) return { ...document, flows };
  return flows[0] ?? {};
}
