import type { ParticipantListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/conference/participant";
import type { CallListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/call";
import type { Call } from "../../../runtime/session/call.js";

/** Twilio lets a party of a conference ring for so many seconds at least. */
const SHORTEST_TIMEOUT_S = 5;

/** The bridge in which others hear a leg before it answers; undefined: they hear it when it has. */
export function heardEarlyIn(call: Call | undefined, leg: string): string | undefined {
  const { earlyMedia, joins } = call?.legs[leg] ?? {};
  return earlyMedia ? joins : undefined;
}

/** Whether somebody who comes into a bridge may hear a leg there that has not answered. */
export function hasEarlyMedia(call: Call | undefined, bridge: string): boolean {
  return Object.keys(call?.legs ?? {}).some((leg) => heardEarlyIn(call, leg) === bridge);
}

/**
 * The same leg as a party that Twilio calls for its conference: only there it is heard before it answers.
 *
 * @param silence the address of silence, which the leg hears while it is alone.
 */
export function dialledIntoConference(
  options: CallListInstanceCreateOptions,
  silence: string,
): ParticipantListInstanceCreateOptions {
  const { from, to, callToken, timeout = SHORTEST_TIMEOUT_S, machineDetection, asyncAmdStatusCallback } = options;
  const { statusCallback, statusCallbackMethod, statusCallbackEvent } = options;
  return defined({
    from,
    to,
    earlyMedia: true,
    beep: "false",
    waitUrl: silence,
    waitMethod: "GET",
    endConferenceOnExit: false,
    timeout: Math.max(timeout, SHORTEST_TIMEOUT_S),
    callToken,
    statusCallback,
    statusCallbackMethod,
    statusCallbackEvent,
    machineDetection,
    amdStatusCallback: asyncAmdStatusCallback,
  });
}

type Optional<Fields> = { [Name in keyof Fields]: Fields[Name] | undefined };

/** Without the fields that are undefined. */
function defined<Fields extends object>(fields: Optional<Fields>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
