import type { AnyStep } from "../../runtime/step.js";
import { callIn } from "./call_in.js";
import { campaignEvent } from "./campaign_event.js";
import { channelEvent } from "./channel_event.js";
import { flow } from "./flow.js";
import { httpIn } from "./http_in.js";
import { manualStart } from "./manual_start.js";
import { messageIn } from "./message_in.js";
import { mqttIn } from "./mqtt_in.js";
import { ticketEvent } from "./ticket_event.js";
import { workflowIn } from "./workflow_in.js";

/** The steps of the entry family, in palette order. */
export const steps: readonly AnyStep[] = [
  flow,
  messageIn,
  callIn,
  channelEvent,
  campaignEvent,
  ticketEvent,
  httpIn,
  mqttIn,
  workflowIn,
  manualStart,
];
