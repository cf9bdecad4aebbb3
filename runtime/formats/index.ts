import { read8x8, write8x8 } from "./8x8/index.js";
import { readGoflow, writeGoflow } from "./goflow/index.js";
import { readMetaflows, writeMetaflows } from "./metaflows/index.js";
import { readTab, writeTab } from "./node-red/index.js";
import type { Format } from "./result.js";
import { readVoipbin, writeVoipbin } from "./voipbin/index.js";

export type { Format, Problem, ReadOptions, ReadResult, WriteOptions, WriteResult } from "./result.js";

/** Every document format there is, by the name that the API calls it. */
export const formats = {
  "8x8": { read: read8x8, write: write8x8 },
  goflow: { read: readGoflow, write: writeGoflow },
  metaflows: { read: readMetaflows, write: writeMetaflows },
  "node-red": { read: readTab, write: writeTab },
  voipbin: { read: readVoipbin, write: writeVoipbin },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
