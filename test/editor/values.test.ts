import { unitFor } from "../../runtime/editor/browser/widgets/duration.js";
import { readNumber } from "../../runtime/editor/browser/widgets/number.js";

const UNITS = ["days", "hours", "minutes", "seconds", "milliseconds"] as const;

test.each([
  [0, "seconds"],
  [1500, "milliseconds"],
  [90_000, "seconds"],
  [120_000, "minutes"],
  [172_800_000, "days"],
] as const)("%d ms is shown in %s", (time, unit) => {
  expect(unitFor(time, UNITS)).toBe(unit);
});

test("a number field gives numbers, nothing, or the text that is no number", () => {
  expect([" 12 ", "-0.5", "", "  ", "12a", "${count}"].map(readNumber)).toEqual([
    12,
    -0.5,
    undefined,
    undefined,
    "12a",
    "${count}",
  ]);
});
