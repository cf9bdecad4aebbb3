import type { ReceivedMessage } from "../../../runtime/switchboard/switchboard.js";
import { urnOf } from "../addresses.js";
import type { Parameters } from "../webhooks.js";

/** Twilio allows ten media; whatever it says, no more is read. */
const MAX_MEDIA = 20;

/** The message that a webhook brings (Twilio's "request to your incoming message webhook URL"). */
export function incomingMessage(parameters: Parameters): Omit<ReceivedMessage, "channel"> {
  const { From = "", Body = "", MessageSid, ProfileName } = parameters;
  const attachments = [...media(parameters), ...location(parameters)];
  return {
    urn: urnOf(From),
    text: Body,
    ...(attachments.length > 0 && { attachments }),
    ...(MessageSid !== undefined && { id: MessageSid }),
    ...(ProfileName && { name: ProfileName }),
    raw: { ...parameters },
  };
}

function media(parameters: Parameters): string[] {
  const count = Math.min(Number(parameters["NumMedia"]) || 0, MAX_MEDIA);
  return Array.from({ length: count }, (_, index) => {
    const url = parameters[`MediaUrl${index}`];
    return url === undefined ? [] : [`${parameters[`MediaContentType${index}`] ?? "application/octet-stream"}:${url}`];
  }).flat();
}

/** A place that somebody shared on WhatsApp, as GoFlow's flows have places. */
function location({ Latitude, Longitude }: Parameters): string[] {
  return Latitude && Longitude ? [`geo:${Latitude},${Longitude}`] : [];
}
