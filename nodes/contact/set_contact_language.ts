import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_language. */
export const setContactLanguage = defineStep({
  family: "contact",
  type: "set_contact_language",
  summary: "Says which language the contact speaks.",
  icon: "fa-language",
  options: Type.Object({
    language: text({
      title: "Language",
      description: "ISO 639-3, such as eng. Empty: it is not known.",
      expressions: "excellent",
    }),
  }),
  exits: ["next"],
  enter: (step, options) =>
    changeContact(step, () => {
      const language = evaluateText(step, options.language);
      return language.ok ? { type: "language", language: language.text.trim() } : undefined;
    }),
});
