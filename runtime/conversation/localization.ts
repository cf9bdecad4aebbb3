import type { Environment } from "../expressions/excellent/index.js";
import type { Flow } from "../engine/flow.js";

/** Texts in a language, and which language that is. */
export interface Localized {
  readonly texts: readonly string[];
  readonly language: string;
}

/**
 * The languages to try, in order (goflow.md section 18): the contact's if it is allowed, the environment's first, the flow's own.
 */
export function preferredLanguages(environment: Environment, flow: Flow): string[] {
  const [first] = environment.allowedLanguages;
  const languages = [environment.defaultLanguage ?? first, first, flow.language ?? ""];
  return [...new Set(languages.filter((language): language is string => language !== undefined))];
}

/** The texts of an item's property, each in the first language that has it; what is not translated stays native. */
export function localize(
  flow: Flow,
  languages: readonly string[],
  item: string,
  property: string,
  native: readonly string[],
): Localized {
  for (const language of languages) {
    if (language === flow.language) break;
    const texts = translation(flow, language, item, property);
    if (texts) return { texts: native.map((text, index) => texts[index] || text), language };
  }
  return { texts: native, language: flow.language ?? "" };
}

/** An item's translation in the first language that has one, undefined where the native text counts. */
function translation(flow: Flow, language: string, item: string, property: string): readonly string[] | undefined {
  const items = own(flow.localization, language);
  const texts = own(own(items, item), property);
  return texts && texts.length > 0 ? texts : undefined;
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
