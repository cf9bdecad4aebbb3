import { isJsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import { NIL_ID } from "./catalogue.js";

export { readVoipbin } from "./read.js";
export { writeVoipbin } from "./write.js";
export { actionTypes, FINISH_ID, NIL_ID, START_ID } from "./catalogue.js";

/** The flow that runs when this one has completed (voipbin-flow.md section 6). */
export function onCompleteFlow(program: Program): string | undefined {
  if (program.source?.format !== "voipbin" || !isJsonObject(program.source.rest)) return undefined;
  const { flow } = program.source.rest;
  const id = isJsonObject(flow) ? flow.on_complete_flow_id : undefined;
  return typeof id === "string" && id !== "" && id !== NIL_ID ? id : undefined;
}
