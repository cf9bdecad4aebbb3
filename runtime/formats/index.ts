import { readGoflow, writeGoflow } from "./goflow/index.js";
import { readTab, writeTab } from "./node-red/index.js";
import type { Format } from "./result.js";
import { readVoipbin, writeVoipbin } from "./voipbin/index.js";

export type { Format, Problem, ReadOptions, ReadResult, WriteOptions, WriteResult } from "./result.js";

/** Every document format there is, by the name that the API calls it. */
export const formats = {
  goflow: { read: readGoflow, write: writeGoflow },
  "node-red": { read: readTab, write: writeTab },
  voipbin: { read: readVoipbin, write: writeVoipbin },
} satisfies Record<string, Format>;
