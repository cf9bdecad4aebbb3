import { assetNodeType, type AssetDefinition } from "../assets/definitions.js";
import { shape } from "../api/shape.js";
import type { JsonObject } from "../json.js";
import type { Instance } from "./instance.js";
import type { NodeRed, RedNode } from "./types.js";

/** Registers a kind of asset as a type of config node. */
export function registerAsset(red: NodeRed, instance: Instance, definition: AssetDefinition): void {
  const read = shape(definition.schema);
  red.nodes.registerType(
    assetNodeType(definition),
    function (this: RedNode, config: { readonly options?: unknown }) {
      red.nodes.createNode(this, config);
      const shaped = read(config.options ?? {});
      if (shaped.ok) instance.assets.add(this, definition, shaped.value as JsonObject);
      else this.error(`The ${definition.name} cannot be used: ${shaped.problems.map(told).join("; ")}.`);
      this.on("close", () => instance.assets.remove(this));
    },
    { credentials: {} },
  );
}

function told({ field, message }: { readonly field: string; readonly message: string }): string {
  return `${field} ${message}`.trim();
}
