import { mergeAssets } from "../contacts/asset-documents.js";
import type { JsonObject } from "../json.js";
import type { Program } from "../program.js";
import type { Store } from "../store/store.js";

/** Kind of the definition that keeps assets: it is no flow. */
export const ASSETS_KIND = "goflow-assets";

/** Nothing of it can be run. */
const PROGRAM: Program = { id: ASSETS_KIND, name: "Assets", type: "any", start: [], nodes: {} };

/** What the store keeps of assets, which came with exports of flows; none: nothing. */
export async function storedAssets(store: Store): Promise<JsonObject> {
  return (await store.definition(ASSETS_KIND))?.document ?? {};
}

/** Keeps assets beside those that the store has. */
export async function storeAssets(store: Store, document: JsonObject, at: number): Promise<void> {
  const merged = mergeAssets(await storedAssets(store), document);
  await store.addDefinition({
    id: ASSETS_KIND,
    kind: ASSETS_KIND,
    name: PROGRAM.name,
    at,
    document: merged,
    program: PROGRAM as unknown as JsonObject,
  });
}
