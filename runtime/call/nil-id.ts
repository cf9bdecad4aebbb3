import type { Json } from "../json.js";

/** The id that stands for none (voipbin-flow.md section 1.3). */
export const NIL_ID = "00000000-0000-0000-0000-000000000000";

/** Whether a document names something by an id; the empty text and the zero id are none. */
export function isGivenId(id: Json | undefined): id is string {
  return typeof id === "string" && id !== "" && id !== NIL_ID;
}
