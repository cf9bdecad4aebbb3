import {
  defaultEnvironment,
  type Environment,
  readIsoDateTime,
  type XDateTime,
} from "../../../runtime/expressions/excellent/index.js";

/** An environment whose clock stands at 2018-04-11T13:24:30.123456Z. */
export function testEnvironment(changes: Partial<Environment> = {}): Environment {
  const now = readIsoDateTime("2018-04-11T13:24:30.123456Z") as XDateTime;
  return { ...defaultEnvironment, now: () => now, random: () => 0.5, ...changes };
}
