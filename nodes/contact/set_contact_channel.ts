import Type from "typebox";
import { changeContact } from "../../runtime/conversation/change.js";
import { reference } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** goflow.md section 13, set_contact_channel. */
export const setContactChannel = defineStep({
  family: "contact",
  type: "set_contact_channel",
  summary: "Sets the channel that the contact is written to by preference.",
  icon: "fa-exchange",
  options: Type.Object({
    channel: Type.Optional(
      Type.Union([reference({ title: "Channel" }), Type.Null()], {
        "x-asset": "channel",
        title: "Channel",
        description: "None: no channel is preferred any more.",
      }),
    ),
  }),
  exits: ["next"],
  enter: (step, { channel = null }) => changeContact(step, () => ({ type: "channel", channel })),
});
