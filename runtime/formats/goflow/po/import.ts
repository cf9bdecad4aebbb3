import type { GetTextTranslations } from "gettext-parser";
import type { JsonObject } from "../../../json.js";
import { contextOf } from "./export.js";
import { translate, translationOf } from "./localization.js";
import { flowTexts, type FlowText } from "./texts.js";

/** A file that is no PO file; the message says why. */
export class InvalidPo extends Error {
  override readonly name = "InvalidPo";
}

export interface ImportedPo {
  /** The flows with the translations, in the order that they were given. */
  readonly flows: JsonObject[];
  /** Texts of the file that no flow has (any more). */
  readonly unused: readonly string[];
  /** Translations that are new or changed. */
  readonly changed: number;
}

/**
 * Brings the translations of a PO file into flows. An entry with a context is for that place; one without for every place of the
 * text that has no entry of its own. Entries without a translation, and those marked fuzzy, change nothing. Throws `InvalidPo`.
 */
export async function importPo(flows: readonly JsonObject[], file: string, language: string): Promise<ImportedPo> {
  const { translations } = await parse(file);
  const used = new Set<string>();
  let changed = 0;
  const translated = flows.map((flow) =>
    flowTexts(flow).reduce((current, text) => {
      const translation = translationFor(text, translations, used);
      if (translation === undefined || translation === translationOf(current, language, text)) return current;
      changed++;
      return translate(current, language, text, translation);
    }, flow),
  );
  const all = Object.values(translations).flatMap((entries) => Object.keys(entries));
  const unused = [...new Set(all)].filter((text) => text !== "" && !used.has(text));
  return { flows: translated, unused, changed };
}

async function parse(file: string): Promise<GetTextTranslations> {
  const { po } = await import("gettext-parser");
  try {
    return po.parse(file, { validation: false });
  } catch (error) {
    throw new InvalidPo(`The file is no PO file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function translationFor(
  text: FlowText,
  translations: GetTextTranslations["translations"],
  used: Set<string>,
): string | undefined {
  for (const context of [contextOf(text), ""]) {
    const entries = Object.hasOwn(translations, context) ? translations[context] : undefined;
    const entry = entries && Object.hasOwn(entries, text.text) ? entries[text.text] : undefined;
    if (!entry) continue;
    used.add(text.text);
    const [translation = ""] = entry.msgstr;
    const isFuzzy = entry.comments?.flag?.includes("fuzzy") === true;
    return translation === "" || isFuzzy ? undefined : translation;
  }
  return undefined;
}
