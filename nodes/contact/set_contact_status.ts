import Type from "typebox";
import { CONTACT_STATUSES } from "../../runtime/contacts/contact.js";
import { changeContact } from "../../runtime/conversation/change.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_status. */
export const setContactStatus = defineStep({
  family: "contact",
  type: "set_contact_status",
  summary: "Activates, blocks, stops or archives the contact.",
  icon: "fa-ban",
  options: Type.Object({
    status: Type.Union(
      CONTACT_STATUSES.map((status) => Type.Literal(status)),
      { title: "Status", description: "Who is not active leaves all groups." },
    ),
  }),
  exits: ["next"],
  enter: (step, { status }) => changeContact(step, () => ({ type: "status", status })),
});
