import VoiceResponse from "twilio/lib/twiml/VoiceResponse";
import { DIAL_TIMEOUT_MS } from "../../../runtime/call/legs/legs.js";
import type { Instruction, Sound } from "./instruction.js";
import { addSound, type Speaking } from "./speaking.js";
import type { Room, Standing } from "./standing.js";

/** Twilio counts whole seconds, from one on: so long it listens for a key after something was heard. */
const SHORTEST_S = 1;
/** Then Twilio asks what to do next, and is told to wait again. */
const WAIT_S = 50;

/** Why Twilio asks what comes next; it stands in the query. */
export type Reason =
  | { readonly media: string }
  | { readonly bridge?: string; readonly star?: "*" }
  | { readonly dial: string }
  | { readonly document: string };

/** Where a leg's webhooks are. */
export interface LegUrls {
  next(reason?: Reason): string;
  sound(name: string): string;
}

export interface TwimlOptions extends Pick<Speaking, "voices"> {
  readonly urls: LegUrls;
  /** The call still rings at us. */
  readonly ringing: boolean;
  /** What is heard first. */
  readonly before?: readonly Sound[];
}

/** What a leg can be told. */
export type Order = Standing | Extract<Instruction, { kind: "dial" }>;

/** The document (TwiML) that makes a leg do something. */
export function twiml(order: Order, options: TwimlOptions): string {
  const { before = [] } = options;
  const response = new VoiceResponse();
  for (const sound of before) addSound(response, sound, speaking(options));
  switch (order.kind) {
    case "hangup":
      // Whatever was heard has answered the call.
      hangup(response, order.cause, options.ringing && before.length === 0);
      break;
    case "room":
      enter(response, order, options);
      break;
    case "dial":
      dial(response, order, options);
      break;
    case "ring":
      ring(response, options);
      break;
    case "hear":
      hear(response, order, options);
  }
  return response.toString();
}

/** An empty answer: Twilio asks for nothing more. */
export const nothing = (): string => new VoiceResponse().toString();

/** What is said to a party of a conference; then `after` is asked for. Other verbs may not be in such a document. */
export function announcement(sounds: readonly Sound[], after: string | undefined, options: Speaking): string {
  const response = new VoiceResponse();
  for (const sound of sounds) addSound(response, sound, options);
  if (after !== undefined) response.redirect({ method: "POST" }, after);
  return response.toString();
}

function hangup(response: VoiceResponse, cause: string, ringing: boolean): void {
  if (ringing) response.reject({ reason: cause === "busy" ? "busy" : "rejected" });
  else response.hangup();
}

function enter(response: VoiceResponse, room: Room, { urls }: TwimlOptions): void {
  const reason = { ...(!room.alone && { bridge: room.name }), ...(room.star && { star: "*" as const }) };
  response.dial({ action: urls.next(reason), method: "POST", ...(room.star && { hangupOnStar: true }) }).conference(
    {
      beep: "false",
      startConferenceOnEnter: !room.alone,
      endConferenceOnExit: false,
      ...(room.muted && { muted: true }),
      ...music(room, urls),
    },
    room.name,
  );
}

/** Without an address Twilio has music of its own. */
function music({ music }: Room, urls: LegUrls): VoiceResponse.ConferenceAttributes {
  if (!music) return { waitUrl: "" };
  const waitUrl = music.url ?? (music.kind === "ringback" ? urls.sound("ringback") : undefined);
  return waitUrl === undefined ? {} : { waitUrl, waitMethod: "GET" };
}

/** The call is answered only when the other side does. */
function dial(
  response: VoiceResponse,
  { number, key, callerId }: Extract<Order, { kind: "dial" }>,
  { urls }: TwimlOptions,
): void {
  const how = { timeout: DIAL_TIMEOUT_MS / 1000, answerOnBridge: true, ...(callerId !== undefined && { callerId }) };
  response.dial({ action: urls.next({ dial: key }), method: "POST", ...how }).number(number);
}

/** A pause that comes first leaves the call unanswered. */
function ring(response: VoiceResponse, { urls }: TwimlOptions): void {
  response.pause({ length: WAIT_S });
  response.redirect({ method: "POST" }, urls.next());
}

/** A key can be pressed at any time, and ends what is heard. */
function hear(
  response: VoiceResponse,
  { sounds, media, listenS = WAIT_S }: Extract<Order, { kind: "hear" }>,
  options: TwimlOptions,
): void {
  for (const sound of sounds) if ("keys" in sound) addSound(response, sound, speaking(options));
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    // Any key is a digit, # too.
    finishOnKey: "",
    timeout: media === undefined ? listenS : SHORTEST_S,
    actionOnEmptyResult: true,
    action: options.urls.next(media === undefined ? undefined : { media }),
    method: "POST",
  });
  for (const sound of sounds) if (!("keys" in sound)) addSound(gather, sound, speaking(options));
}

function speaking({ urls, voices }: TwimlOptions): Speaking {
  return { voices, sound: (name) => urls.sound(name) };
}
