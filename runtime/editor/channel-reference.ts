import type { Adapter } from "../../adapters/adapter.js";
import type { Schema } from "../validation/schema.js";
import { optionRows } from "./option-rows.js";

/** The reference page of the channels: every setting of each, in one table. */
export function channelPage(adapters: readonly Adapter[]): string {
  const rows = adapters.flatMap(({ type, settings }) =>
    optionRows(settings as Schema).map(({ name, type: kind, required, meaning }) =>
      [type, `\`${name}\``, required ? `${kind}, required` : kind, meaning].map(cell).join(" | "),
    ),
  );
  const kinds = adapters.map(({ type, label, summary }) => `- \`${type}\` (${label}): ${summary}`);
  return [
    "<!-- Made from the adapters' definitions by `npm run docs`. -->",
    "# Settings of the channels",
    "How channels are set up, and what each does: [channels.md](../channels.md).",
    kinds.join("\n"),
    ["| channel | setting | value | meaning |", "| --- | --- | --- | --- |", ...rows.map((row) => `| ${row} |`)].join(
      "\n",
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
}
