import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { evaluateText } from "../../runtime/conversation/templates.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, add_contact_urn. A part of the path that cannot be worked out is told and left out. */
export const addContactUrn = defineStep({
  family: "contact",
  type: "add_contact_urn",
  summary: "Adds an address to the contact.",
  icon: "fa-address-book",
  options: Type.Object({
    scheme: text({ title: "Kind", description: "Such as tel, mailto, telegram.", minLength: 1 }),
    path: text({ title: "Address", expressions: "excellent", minLength: 1 }),
  }),
  exits: ["next"],
  enter: (step, { scheme, path: template }) =>
    changeContact(step, () => {
      const path = evaluateText(step, template).text.trim();
      if (path !== "") return { type: "urns", urns: [`${scheme}:${path}`], modification: "append" };
      step.error("can't add URN with empty path");
      return undefined;
    }),
});
