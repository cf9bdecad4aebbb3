import { error, type XError } from "../values/value.js";

/** What is formatted or parsed by a layout: it decides which parts the layout may have. */
export type LayoutKind = "date" | "time" | "datetime";

export type LayoutUse = "formatting" | "parsing";

/** A run of one letter of a layout, such as "YYYY", or a run of punctuation. */
export type LayoutPart =
  { readonly type: "field"; readonly field: string } | { readonly type: "literal"; readonly text: string };

const DATE_FIELDS = ["YY", "YYYY", "M", "MM", "D", "DD"];
const DATE_NAME_FIELDS = ["MMM", "MMMM", "EEE", "EEEE"];
const TIME_FIELDS = ["h", "hh", "t", "tt", "m", "mm", "s", "ss", "fff", "ffffff", "fffffffff", "aa", "AA"];
const ZONE_FIELDS = ["Z", "ZZZ"];

const FIELDS: Record<`${LayoutKind} ${LayoutUse}`, ReadonlySet<string>> = {
  "date parsing": new Set(DATE_FIELDS),
  "date formatting": new Set([...DATE_FIELDS, ...DATE_NAME_FIELDS]),
  "time parsing": new Set(TIME_FIELDS),
  "time formatting": new Set(TIME_FIELDS),
  "datetime parsing": new Set([...DATE_FIELDS, ...TIME_FIELDS, ...ZONE_FIELDS]),
  "datetime formatting": new Set([...DATE_FIELDS, ...DATE_NAME_FIELDS, ...TIME_FIELDS, ...ZONE_FIELDS]),
};

const LITERALS = new Set(" :/.,T-_");

/** Cuts a layout into its parts (goflow.md section 24, "Layouts"); a part that the use does not allow is an error. */
export function readLayout(layout: string, kind: LayoutKind, use: LayoutUse): LayoutPart[] | XError {
  const fields = FIELDS[`${kind} ${use}`];
  const parts: LayoutPart[] = [];
  for (const [run, character = ""] of layout.matchAll(/(.)\1*/gsu)) {
    if (fields.has(run)) parts.push({ type: "field", field: run });
    else if (LITERALS.has(character)) parts.push({ type: "literal", text: run });
    else return error(`'${run}' is not valid in a ${kind} ${use} layout`);
  }
  return parts;
}
