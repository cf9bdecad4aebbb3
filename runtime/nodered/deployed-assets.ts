import type { AssetDefinition } from "../assets/definitions.js";
import type { JsonObject } from "../json.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import type { RedNode } from "./types.js";

interface Deployed {
  readonly node: RedNode;
  readonly definition: AssetDefinition;
  readonly document: JsonObject;
}

/** The assets of the config nodes. They are handed over once a deploy, before sessions go on: one by one would take long. */
export class DeployedAssets {
  readonly #deployed = new Map<RedNode, Deployed>();
  #isStale = true;
  /** Where they were handed to last, and how to take the call centre's part away again. */
  #given: { readonly to: Switchboard; readonly takeBack: () => void } | undefined;

  add(node: RedNode, definition: AssetDefinition, document: JsonObject): void {
    this.#deployed.set(node, { node, definition, document });
    this.#isStale = true;
  }

  remove(node: RedNode): void {
    if (this.#deployed.delete(node)) this.#isStale = true;
  }

  /** After a deploy: the switchboard has these, and no others. */
  give(switchboard: Switchboard): void {
    if (this.#given?.to === switchboard && !this.#isStale) return;
    this.#given?.takeBack();
    const all = this.#unique();
    switchboard.assetSources.deploy(listsOf(all, "assets"));
    this.#given = { to: switchboard, takeBack: switchboard.callCentre.add(listsOf(all, "callCentre")) };
    this.#isStale = false;
    for (const { group, error } of switchboard.assets.brokenGroups) {
      const broken = all.find(
        ({ definition, document }) => definition.name === "group" && document["uuid"] === group.uuid,
      );
      broken?.node.error(`The query of group '${group.name}' cannot be read: ${error.message}`);
    }
  }

  /** Of several nodes for the same thing the first counts; the others say so. */
  #unique(): readonly Deployed[] {
    const seen = new Set<string>();
    return [...this.#deployed.values()].filter(({ node, definition: { name, key, isSingle }, document }) => {
      const identity = isSingle ? name : `${name} with the ${key} '${String(document[key])}'`;
      const isFirst = !seen.has(identity);
      seen.add(identity);
      if (!isFirst) node.error(`There is another ${identity}, which counts.`);
      return isFirst;
    });
  }
}

function listsOf(deployed: readonly Deployed[], document: AssetDefinition["document"]): Record<string, JsonObject[]> {
  const lists: Record<string, JsonObject[]> = {};
  for (const { definition, document: asset } of deployed) {
    if (definition.document === document) (lists[definition.list] ??= []).push(asset);
  }
  return lists;
}
