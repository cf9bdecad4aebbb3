import { readEnvironment } from "../../../conversation/environment.js";
import { readIsoDateTime, type Environment, type XDateTime } from "../../../expressions/excellent/index.js";
import { isJsonObject, type Json } from "../../../json.js";

/** The clock of tables that name none. */
const NOW = "2018-10-18T14:20:30.000123456Z";

/** An environment as a table writes it, with the clock at `now`: ISO 8601, or an object that has it as `iso`. */
export function tableEnvironment(document: Json | undefined, now?: Json): Environment {
  const text = isJsonObject(now) ? now["iso"] : now;
  const clock = readIsoDateTime(typeof text === "string" ? text : NOW) as XDateTime;
  const environment = readEnvironment(isJsonObject(document) ? document : {}, { now: () => 0, random: () => 0.5 });
  return { ...environment, now: () => clock };
}
