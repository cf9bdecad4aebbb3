import { languageProblem } from "../languages.js";
import { type ApplyModifier, changed, refused, unchanged } from "./modifier.js";

/** Says which language the contact speaks (ISO 639-3); "" says that it is not known. */
export interface LanguageModifier {
  readonly type: "language";
  readonly language: string;
}

export const applyLanguage: ApplyModifier<LanguageModifier> = (contact, modifier, context) => {
  const language = modifier.language.toLowerCase();
  if (language === (contact.language ?? "")) return unchanged(contact);
  const problem = language === "" ? undefined : languageProblem(modifier.language);
  if (problem !== undefined) return refused(contact, problem);
  return changed({ ...contact, language }, [{ type: "contact_language_changed", language }], context);
};
