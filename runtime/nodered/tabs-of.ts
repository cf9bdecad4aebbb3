import { assetDefinitions, assetNodeType } from "../assets/definitions.js";
import { isExport } from "../api/flow-exports.js";
import { stepProblems } from "../api/flow-documents.js";
import { formats, type FormatName, type Problem, type ReadResult } from "../formats/index.js";
import { readExport } from "../formats/goflow/index.js";
import { writeTab } from "../formats/node-red/index.js";
import { derivedId } from "../formats/uuids.js";
import { isJsonObject, type JsonObject } from "../json.js";
import type { Program } from "../program.js";
import type { Switchboard } from "../switchboard/switchboard.js";

/** Nodes for the editor; what is wrong with the options of steps does not keep anybody from mending them there. */
export interface Tabs {
  readonly nodes: readonly JsonObject[];
  readonly problems: readonly Problem[];
}

/** A document as tabs, with config nodes for the assets of an export; or why it cannot be read, and nothing. */
export function tabsOf(format: FormatName, document: unknown, switchboard: Switchboard): Tabs {
  const { ids } = switchboard;
  if (!isExport(format, document)) return drawn([formats[format].read(document, { ids })], [], switchboard);
  const read = readExport(document, { ids });
  if ("problems" in read) return { nodes: [], problems: read.problems };
  return drawn(
    read.flows.map((flow) => flow.read()),
    assetNodes(read.assets),
    switchboard,
  );
}

/** The nodes that draw a Program on a tab of its own. */
export function tabOf(program: Program): readonly JsonObject[] {
  const written = writeTab(program);
  return "document" in written ? written.document : [];
}

function drawn(results: readonly ReadResult[], assets: readonly JsonObject[], { channels }: Switchboard): Tabs {
  const unread = results.flatMap((result) => ("problems" in result ? result.problems : []));
  if (unread.length > 0) return { nodes: [], problems: unread };
  const read = results.flatMap((result) => ("program" in result ? result : []));
  return {
    nodes: [...assets, ...read.flatMap(({ program }) => tabOf(program))],
    problems: read.flatMap(({ program, warnings }) => [...warnings, ...stepProblems(program, channels)]),
  };
}

/** Config nodes for the assets of a document; the kinds that have none (channels, say) are left out. */
function assetNodes(assets: JsonObject): readonly JsonObject[] {
  return assetDefinitions.flatMap((definition) => {
    const list = definition.document === "assets" ? assets[definition.list] : undefined;
    return (Array.isArray(list) ? list : []).filter(isJsonObject).map((options) => ({
      id: derivedId(String(options[definition.key]), definition.name),
      type: assetNodeType(definition),
      options,
    }));
  });
}
