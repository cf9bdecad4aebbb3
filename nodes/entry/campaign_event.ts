import Type from "typebox";
import { isNamed, onContactEvent } from "../../runtime/conversation/contact-events.js";
import { text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** goflow.md section 9, campaign trigger: whoever plans campaigns says when it is a contact's turn. */
export const campaignEvent = defineStep({
  family: "entry",
  type: "campaign_event",
  summary: "Starts the flow when an event of a campaign is due for a contact.",
  help: '`msg.payload` is the event. The program that plans the campaign tells it by `POST /switchboard/triggers {"urn", "trigger": {"type": "campaign", "event": {"uuid", "campaign": {"uuid", "name"}}}}`.',
  icon: "fa-calendar",
  options: Type.Object({
    campaign: Type.Optional(text({ title: "Campaign", description: "UUID or name. Empty: any." })),
    event: Type.Optional(text({ title: "Event", description: "UUID. Empty: any of the campaign." })),
  }),
  exits: ["next"],
  entry: true,
  deploy: (deployment, { campaign, event: wanted }) =>
    onContactEvent(
      deployment,
      "campaign",
      (event) => isNamed(campaign, event["campaign"]) && (!wanted || wanted === event["uuid"]),
    ),
  enter: begin,
});
