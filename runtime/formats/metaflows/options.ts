import type { ReadOptions } from "../result.js";

export interface MetaflowsReadOptions extends ReadOptions {
  /**
   * What becomes of modules that nobody knows: `refuse` (default), as the API does; `drop`, as at run time, where one that was
   * stored past the API ends its chain.
   */
  readonly unknown?: "refuse" | "drop";
}
