import { LISTENER, readMetaflows, type Ordered } from "../formats/metaflows/index.js";
import type { Problem } from "../formats/result.js";
import type { Ids } from "../ids.js";
import { readListener, type CollectorConfig } from "./config.js";
import type { CollectorRules } from "./machine.js";
import { mergeMetaflows } from "./merge.js";

/** A collector as the documents have it; whose leg it hears shows on a call. */
export type DocumentedCollector = Omit<CollectorConfig, "endpoint" | "leg">;

/**
 * The collector of an endpoint with these metaflows: account's, device's, user's. Undefined: there are none. Modules that nobody
 * knows are left out, so that their chains end there (kazoo-metaflows.md section 5); what is no document at all is a problem.
 */
export function documentedCollector(
  levels: readonly (Ordered | undefined)[],
  settings: Pick<CollectorRules, "fastRearm">,
  ids: Ids,
): { readonly collector: DocumentedCollector | undefined } | { readonly problems: readonly Problem[] } {
  const merged = mergeMetaflows(levels);
  if (!merged) return { collector: undefined };
  const read = readMetaflows(merged, { ids, unknown: "drop" });
  if (!("program" in read)) return read;
  const options = read.program.nodes[LISTENER.id]?.options ?? {};
  return { collector: { ...readListener(options, settings), flow: read.program, node: LISTENER.id } };
}
