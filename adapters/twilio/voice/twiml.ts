import VoiceResponse from "twilio/lib/twiml/VoiceResponse";
import { BEEP, type Instruction, type Sound } from "./instruction.js";
import { addSpeech } from "./ssml.js";

/** Twilio counts whole seconds, from one on: so long it listens for a key after something was heard. */
const SHORTEST_S = 1;
/** Then Twilio asks what to do next, and is told to wait again. */
const WAIT_S = 50;
/** A longer text is cut (https://www.twilio.com/docs/voice/twiml/say). */
const MAX_SAY = 4096;

/** Where a leg's webhooks are. */
export interface LegUrls {
  /** What comes when the instruction is through; `what` stands in the query. */
  next(what?: { media: string } | { bridge: string }): string;
  sound(name: string): string;
}

export interface TwimlOptions {
  readonly urls: LegUrls;
  /** The call still rings at us: whatever can be heard would answer it. */
  readonly ringing: boolean;
  /** Voices by language, or by language and gender: `en-US female`. */
  readonly voices: Readonly<Record<string, string>>;
}

/** The document (TwiML) that makes a leg do something. */
export function twiml(instruction: Instruction, options: TwimlOptions): string {
  const response = new VoiceResponse();
  switch (instruction.kind) {
    case "hangup":
      hangup(response, instruction.cause, options);
      break;
    case "join":
      join(response, instruction.bridge, options);
      break;
    case "hear":
      if (options.ringing && instruction.sounds.length === 0) ring(response, options);
      else hear(response, instruction, options);
  }
  return response.toString();
}

/** An empty answer: Twilio asks for nothing more. */
export const nothing = (): string => new VoiceResponse().toString();

function hangup(response: VoiceResponse, cause: string, { ringing }: TwimlOptions): void {
  if (ringing) response.reject({ reason: cause === "busy" ? "busy" : "rejected" });
  else response.hangup();
}

/** A bridge is a conference of its name. */
function join(response: VoiceResponse, bridge: string, { urls }: TwimlOptions): void {
  response.dial({ action: urls.next({ bridge }), method: "POST" }).conference(
    {
      beep: "false",
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
      waitUrl: "",
    },
    bridge,
  );
}

/** A pause that comes first leaves the call unanswered. */
function ring(response: VoiceResponse, { urls }: TwimlOptions): void {
  response.pause({ length: WAIT_S });
  response.redirect({ method: "POST" }, urls.next());
}

/** A key can be pressed at any time, and ends what is heard. */
function hear(
  response: VoiceResponse,
  { sounds, media }: Extract<Instruction, { kind: "hear" }>,
  options: TwimlOptions,
): void {
  for (const sound of sounds) if ("keys" in sound) response.play({ digits: sound.keys });
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    // Any key is a digit, # too.
    finishOnKey: "",
    timeout: media === undefined ? WAIT_S : SHORTEST_S,
    actionOnEmptyResult: true,
    action: options.urls.next(media === undefined ? undefined : { media }),
    method: "POST",
  });
  for (const sound of sounds) add(gather, sound, options);
}

function add(gather: ReturnType<VoiceResponse["gather"]>, sound: Sound, { urls, voices }: TwimlOptions): void {
  if ("play" in sound) {
    if (sound.play === BEEP) gather.play({}, urls.sound(BEEP));
    else if (/^https?:\/\//i.test(sound.play)) gather.play({}, sound.play);
  } else if ("say" in sound) {
    const { say, language, gender } = sound;
    const voice = voices[`${language} ${gender}`] ?? (language === undefined ? undefined : voices[language]);
    // Twilio's types know the languages of today.
    const attributes = { ...(language && { language }), ...(voice && { voice }) } as VoiceResponse.SayAttributes;
    for (let start = 0; start < say.length || start === 0; start += MAX_SAY) {
      addSpeech(gather.say(attributes, ""), say.length > MAX_SAY ? say.slice(start, start + MAX_SAY) : say);
    }
  }
}
