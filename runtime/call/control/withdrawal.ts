import type { JsonObject } from "../../json.js";
import { MUTE_DIRECTIONS, type Call } from "../../session/call.js";
import { legOf } from "../legs/parties.js";
import { takeMuteBack } from "./mute.js";
import { isHeldByProgram, PROGRAM } from "./program.js";

/** The channel has refused an effect for good: what it would have made of a party is not so. */
export function withdraw(call: Call, { effect, leg: id, by, direction }: JsonObject): void {
  const leg = legOf(call, String(id));
  if (!leg) return;
  if (effect === "hold" && by === PROGRAM && isHeldByProgram(leg)) delete leg.held;
  if (effect === leg.plays) delete leg.plays;
  const cutOff = MUTE_DIRECTIONS.find((each) => each === direction);
  if (effect === "mute" && cutOff) takeMuteBack(leg, cutOff);
}
