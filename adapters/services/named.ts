import type { Reference } from "../../runtime/contacts/references.js";

/** Finds what the settings say of an asset, which they name by its UUID or by its name, in whatever case. */
export function named<Value>(entries: readonly (readonly [string, Value])[]): (asset: Reference) => Value | undefined {
  const byName = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return ({ uuid, name }) => byName.get(uuid.toLowerCase()) ?? byName.get(name.toLowerCase());
}
