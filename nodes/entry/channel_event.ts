import Type from "typebox";
import { CHANNEL_EVENTS, onContactEvent } from "../../runtime/conversation/contact-events.js";
import { channel, choice } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** goflow.md section 9, channel trigger: something other than a message happened on a channel. */
export const channelEvent = defineStep({
  family: "entry",
  type: "channel_event",
  summary: "Starts the flow when a contact begins a conversation, came by a referral, was not answered, or opted in.",
  help: '`msg.payload` is the event. Other programs tell it by `POST /switchboard/triggers {"urn", "channel", "trigger": {"type": "channel", "event": {"type": "missed_call"}}}`; the simulator has a choice of them.',
  icon: "fa-bell",
  options: Type.Object({
    event: choice(CHANNEL_EVENTS, { title: "Event" }),
    channel: Type.Optional(channel({ title: "Channel", description: "Id of the channel. Empty: any." })),
  }),
  exits: ["next"],
  entry: true,
  deploy: (deployment, { event: wanted, channel }) =>
    onContactEvent(
      deployment,
      "channel",
      (event, source) => event["type"] === wanted && (!channel || channel === source),
    ),
  enter: begin,
});
