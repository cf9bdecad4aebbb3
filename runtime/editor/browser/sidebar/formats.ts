import { element, type Elements } from "../node-red.js";

const NAMES = {
  goflow: "GoFlow",
  voipbin: "VoIPBIN",
  "8x8": "8x8 Automation",
  metaflows: "Kazoo metaflows",
} as const;

/** A choice of the formats of documents. */
export function formatSelect(first?: string): Elements {
  const select = element("select");
  if (first !== undefined) select.append(element("option").attr("value", "").text(first));
  for (const [format, name] of Object.entries(NAMES)) {
    select.append(element("option").attr("value", format).text(name));
  }
  return select;
}

/** What a person calls a format. */
export function formatName(format: string): string {
  const names: Readonly<Record<string, string>> = NAMES;
  return names[format] ?? format;
}
