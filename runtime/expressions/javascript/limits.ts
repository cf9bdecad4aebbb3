/** What one script may use; more is an error of the script. */
export interface SandboxLimits {
  /** Running time in milliseconds. */
  readonly timeMs: number;
  /** Memory of the whole sandbox in bytes, at least 16 MB; of those the data and the script get some 11, the engine the rest. */
  readonly memoryBytes: number;
  /** Stack in bytes. */
  readonly stackBytes: number;
}

/** 500 ms is documented (8x8-automation.md section 12). */
export const DEFAULT_LIMITS: SandboxLimits = {
  timeMs: 500,
  memoryBytes: 16 * 1024 * 1024,
  stackBytes: 256 * 1024,
};
