import { readVoipbin } from "../formats/voipbin/index.js";
import type { Ids } from "../ids.js";
import type { JsonObject } from "../json.js";
import type { Program } from "../program.js";

/** Digits that a caller enters in each round. */
export const CODE_LENGTH = 4;

const MENU = "a0000000-0000-4000-8000-000000000001";
const DIGITS = "voipbin.call.digits";

/** What the menu says when it asks, and before the code that it repeats. */
export const ASKS = "Enter your code.";
export const REPEATS = "You have entered ";

/** A phone menu that asks for a code and repeats it, so many times; then it hangs up. */
export function phoneMenu(rounds: number, ids: Ids): Program {
  const actions: JsonObject[] = [
    { type: "answer" },
    { id: MENU, type: "variable_set", option: { key: DIGITS, value: "" } },
    { type: "talk", option: { text: ASKS, digits_handle: "next" } },
    { type: "digits_receive", option: { length: CODE_LENGTH, duration: 60_000 } },
    { type: "talk", option: { text: `${REPEATS}\${${DIGITS}}` } },
    { type: "goto", option: { target_id: MENU, loop_count: rounds - 1 } },
    { type: "hangup" },
  ];
  const read = readVoipbin({ name: "phone menu", actions }, { ids });
  if ("program" in read) return read.program;
  throw new Error(read.problems.map(({ path, message }) => `${path}: ${message}`).join("; "));
}
