import { isJsonObject, type JsonObject } from "../json.js";

/** What identifies an asset of each kind of a GoFlow asset document (goflow.md section 27). */
export const ASSET_KEYS = {
  channels: "uuid",
  classifiers: "uuid",
  fields: "key",
  globals: "key",
  groups: "uuid",
  labels: "uuid",
  optins: "uuid",
  resthooks: "slug",
  templates: "uuid",
  ticketers: "uuid",
  topics: "uuid",
  users: "email",
} as const;

const KEYS: Readonly<Record<string, string>> = ASSET_KEYS;

/**
 * The assets of two documents as one: of an asset that both have, the second's counts, at the first's place. Kinds without ids
 * (locations) are the second's as a whole, where it has any.
 */
export function mergeAssets(first: JsonObject, second: JsonObject): JsonObject {
  const merged: JsonObject = { ...first };
  for (const [kind, list] of Object.entries(second)) {
    const key = KEYS[kind];
    const before = first[kind];
    if (key === undefined || !Array.isArray(list) || !Array.isArray(before)) {
      merged[kind] = list;
      continue;
    }
    const idOf = (asset: unknown): unknown => (isJsonObject(asset) ? asset[key] : undefined);
    const all = new Map([...before, ...list].map((asset) => [idOf(asset) ?? asset, asset]));
    merged[kind] = [...all.values()];
  }
  return merged;
}
