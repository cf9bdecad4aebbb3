import { dateTimeFromMillis, defaultEnvironment, type Environment } from "../../runtime/expressions/excellent/index.js";

/** The clock of these tests: 2018-10-18T14:20:30.000Z, that of the reference engine's own. */
const NOW = Date.UTC(2018, 9, 18, 14, 20, 30);

export function environment(changes: Partial<Environment> = {}): Environment {
  return { ...defaultEnvironment, now: () => dateTimeFromMillis(NOW, "UTC"), random: () => 0, ...changes };
}
