import { createRequire } from "node:module";
import type { Hooks, NodeRed } from "./types.js";

/** Node-RED's hooks. node-red-node-test-helper gives nodes none, but they are there, and work. */
export function hooksOf(red: NodeRed): Hooks {
  if (red.hooks) return red.hooks;
  const { hooks } = createRequire(__filename)("@node-red/util") as { hooks: Hooks };
  return hooks;
}
