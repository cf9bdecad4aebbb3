import type { AnyStep } from "../../runtime/step.js";
import { addContactGroups } from "./add_contact_groups.js";
import { addContactUrn } from "./add_contact_urn.js";
import { addInputLabels } from "./add_input_labels.js";
import { callClassifier } from "./call_classifier.js";
import { callResthook } from "./call_resthook.js";
import { callWebhookAction } from "./call_webhook.js";
import { enterFlow } from "./enter_flow.js";
import { emptyNode } from "./node.js";
import { openTicket } from "./open_ticket.js";
import { playAudio } from "./play_audio.js";
import { randomRouter } from "./random.js";
import { removeContactGroups } from "./remove_contact_groups.js";
import { sayMsg } from "./say_msg.js";
import { sendBroadcast } from "./send_broadcast.js";
import { sendEmail } from "./send_email.js";
import { sendMsg } from "./send_msg.js";
import { setContactChannel } from "./set_contact_channel.js";
import { setContactField } from "./set_contact_field.js";
import { setContactLanguage } from "./set_contact_language.js";
import { setContactName } from "./set_contact_name.js";
import { setContactStatus } from "./set_contact_status.js";
import { setContactTimezone } from "./set_contact_timezone.js";
import { setRunResult } from "./set_run_result.js";
import { startSession } from "./start_session.js";
import { switchRouter } from "./switch.js";
import { transferAirtime } from "./transfer_airtime.js";

/** The steps of the contact family, in palette order. */
export const steps: readonly AnyStep[] = [
  sendMsg,
  sendBroadcast,
  sendEmail,
  sayMsg,
  playAudio,
  switchRouter,
  randomRouter,
  setContactName,
  setContactField,
  setContactLanguage,
  setContactTimezone,
  setContactChannel,
  setContactStatus,
  addContactGroups,
  removeContactGroups,
  addContactUrn,
  addInputLabels,
  setRunResult,
  callWebhookAction,
  callResthook,
  callClassifier,
  openTicket,
  transferAirtime,
  enterFlow,
  startSession,
  emptyNode,
];
