import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";
import { readNumber } from "./number.js";

/** Units that a person may choose, in milliseconds, largest first. */
const UNITS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, milliseconds: 1 } as const;

type Unit = keyof typeof UNITS;

/** A time: a number with a unit beside it. The option keeps the unit of its schema (`x-unit`: ms or s). */
export const durationWidget: WidgetMaker = ({ schema, value }) => {
  const stored = schema["x-unit"] === "s" ? UNITS.seconds : UNITS.milliseconds;
  const units = (Object.keys(UNITS) as Unit[]).filter((unit) => UNITS[unit] >= stored);
  const shown = typeof value === "number" ? unitFor(value * stored, units) : "seconds";

  const input = element("input", "switchboard-number").attr("type", "text").attr("inputmode", "decimal");
  if (typeof value === "number") input.val(String((value * stored) / UNITS[shown]));
  else if (value !== undefined) input.val(String(value));
  const select = element("select", "switchboard-unit");
  for (const unit of units) select.append(element("option").attr("value", unit).text(unit));
  select.val(shown);

  return {
    element: element("div", "switchboard-duration").append(input, select),
    read: () => {
      const number = readNumber(String(input.val()));
      return typeof number === "number" ? (number * UNITS[select.val() as Unit]) / stored : number;
    },
  };
};

/** The largest unit in which a time is a whole number. */
export function unitFor(milliseconds: number, units: readonly Unit[]): Unit {
  if (milliseconds === 0) return "seconds";
  return units.find((unit) => milliseconds % UNITS[unit] === 0) ?? "milliseconds";
}
