import { assetNodeType, type AssetDefinition } from "../assets/definitions.js";
import type { Schema } from "../validation/schema.js";
import { configEntry } from "./config-entry.js";
import { literal } from "./literal.js";

/** Everything Node-RED's editor needs of a kind of asset. */
export function assetEntry(definition: AssetDefinition): string {
  const { name, key, summary, schema, isSingle = false } = definition;
  const precedence = isSingle
    ? "Those of documents do not count beside it."
    : `Flows name it by \`${key}\`; of those in documents with the same, this one counts.`;
  return configEntry({
    id: assetNodeType(definition),
    help: `${summary} ${precedence}`,
    settings: schema as Schema,
    facts: { asset: name, key },
    label: `options.name || options[${literal(key)}] || ${literal(name)}`,
    named: false,
  });
}
