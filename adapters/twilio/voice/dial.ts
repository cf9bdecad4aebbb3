import type { CallListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/call";
import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Call } from "../../../runtime/session/call.js";
import type { Event } from "../../../runtime/session/event.js";
import { isNumber } from "../addresses.js";
import type { TwilioSettings } from "../settings.js";
import type { LegName } from "./legs.js";
import type { VoiceUrls } from "./urls.js";

/** Twilio lets a phone ring ten minutes at most. */
const MAX_TIMEOUT_S = 600;

export interface DialContext {
  readonly settings: TwilioSettings;
  readonly urls: VoiceUrls;
  /** The call that the leg becomes a part of. */
  readonly call?: Call;
  /** Of a call that comes in, what lets its caller's number be shown. */
  readonly token?: string;
}

/** The request that dials a leg. Throws `DeliveryRefused` for an address that Twilio cannot dial. */
export function dialled(leg: LegName, event: Event, context: DialContext): CallListInstanceCreateOptions {
  const { settings, urls } = context;
  const to = String(event["to"] ?? "").replace(/^tel:/, "");
  if (!isNumber(to) && !/^sips?:/.test(to)) throw new DeliveryRefused(`Twilio cannot dial '${to}'.`);
  return {
    to,
    ...shown(String(event["from"] ?? ""), context),
    url: urls.next(leg),
    method: "POST",
    statusCallback: urls.status(leg),
    statusCallbackMethod: "POST",
    statusCallbackEvent: ["ringing", "answered", "completed"],
    timeout: Math.min(Math.max(Math.ceil(Number(event["timeout_ms"] ?? 0) / 1000), 1), MAX_TIMEOUT_S),
    ...(settings.machineDetection && {
      machineDetection: "Enable",
      asyncAmd: "true",
      asyncAmdStatusCallback: urls.detection(leg),
      asyncAmdStatusCallbackMethod: "POST",
    }),
  };
}

/** The number that the other side sees. Twilio shows only numbers of the account, and the caller's where a call is forwarded. */
function shown(from: string, { settings, call, token }: DialContext): { from: string; callToken?: string } {
  const isCallers = call?.direction === "incoming" && from === call.from;
  if (isCallers && token !== undefined) return { from, callToken: token };
  if (isNumber(from) && !isCallers) return { from };
  const own = settings.number ?? call?.to ?? "";
  if (!isNumber(own)) throw new DeliveryRefused("The channel has no number to call from ('number').");
  return { from: own };
}
