import type { Instance } from "./instance.js";
import { openInstance } from "./open.js";
import type { NodeRed } from "./types.js";

/** Node sets and plugins may be loaded from several copies of this module, but a process has one instance. */
const KEY = Symbol.for("switchboard.instance");

/** The instance of this process; the first who asks opens it. Rejects with `BadSettings` or `StoreCannotOpen`. */
export function getInstance(red: NodeRed): Promise<Instance> {
  const holder = globalThis as { [KEY]?: Promise<Instance> };
  return (holder[KEY] ??= openInstance(red));
}
