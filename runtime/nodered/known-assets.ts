import { assetDefinitions, type AssetDefinition } from "../assets/definitions.js";
import type { Switchboard } from "../switchboard/switchboard.js";

/** Something that a step can refer to. */
export interface KnownAsset {
  readonly id: string;
  readonly name: string;
}

/** What the runtime has of a kind of asset, from documents and config nodes; undefined: there is no such kind. */
export function knownAssets({ assets, callCentre }: Switchboard, name: string): readonly KnownAsset[] | undefined {
  if (name === "channel") return [...assets.channels].map(({ uuid, name }) => ({ id: uuid, name }));
  const definition = assetDefinitions.find((each) => each.name === name);
  if (!definition) return undefined;
  const all: readonly object[] = listOf({ assets, callCentre }, definition);
  return all.map((each) => {
    const { [definition.key]: id, name } = each as Record<string, unknown>;
    return { id: String(id), name: typeof name === "string" ? name : "" };
  });
}

function listOf(
  { assets, callCentre }: Pick<Switchboard, "assets" | "callCentre">,
  { name }: AssetDefinition,
): readonly object[] {
  switch (name) {
    case "agent":
      return callCentre.agents();
    case "queue":
      return callCentre.queues();
    case "conference":
      return callCentre.conferences();
    // Texts name places, and no step refers to one.
    case "location":
      return [];
    default:
      return [...assets[`${name}s`]];
  }
}
