import { hasScript } from "../expressions/javascript/index.js";
import type { Json } from "../json.js";
import type { StepProblem } from "../step.js";

/** How long a step waits where nothing is said: one day (8x8-automation.md section 3). */
export const DEFAULT_TIMEOUT = "1.00:00:00";

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const MAX_DAYS = 10_675_199;

/**
 * Reads a timespan such as `1.06:30:15`, `00:02:00` or `2` (days) as milliseconds; undefined: it is none
 * (8x8-automation.md section 4, D19).
 */
export function readTimespan(value: Json | undefined): number | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const match = /^(?:([0-9]{1,8})|(?:([0-9]{1,8})\.)?([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}))$/.exec(text);
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = [match[1] ?? match[2], match[3], match[4], match[5]].map((part) =>
    Number(part ?? 0),
  );
  if (days! > MAX_DAYS || hours! > 23 || minutes! > 59 || seconds! > 59) return undefined;
  return days! * DAY_MS + ((hours! * 60 + minutes!) * 60 + seconds!) * SECOND_MS;
}

/** What a step fails with whose timespan is none. */
export function noTimespan(value: Json | undefined): string {
  return `'${typeof value === "string" ? value : JSON.stringify(value ?? null)}' is no timespan (d.HH:mm:ss)`;
}

/** A timespan without a script is checked when the definition is posted (8x8-automation.md section 4). */
export function timespanProblems(input: string, value: Json | undefined): StepProblem[] {
  if (value === undefined || (typeof value === "string" && hasScript(value))) return [];
  return readTimespan(value) === undefined ? [{ field: `inputs/${input}`, message: noTimespan(value) }] : [];
}
