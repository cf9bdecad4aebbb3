import type VoiceResponse from "twilio/lib/twiml/VoiceResponse";
import { BEEP, isAddress, type Sound } from "./instruction.js";
import { addSpeech } from "./ssml.js";

/** A longer text is cut (https://www.twilio.com/docs/voice/twiml/say). */
const MAX_SAY = 4096;

export interface Speaking {
  /** Voices by language, or by language and gender: `en-US female`. */
  readonly voices: Readonly<Record<string, string>>;
  /** The address of a sound that we serve. */
  readonly sound: (name: string) => string;
}

/** Adds something to be heard to a document, or to a `<Gather>` in it (where no keys can be sent). */
export function addSound(
  parent: Pick<VoiceResponse, "play" | "say">,
  sound: Sound,
  { voices, sound: served }: Speaking,
): void {
  if ("keys" in sound) parent.play({ digits: sound.keys });
  else if ("play" in sound) {
    if (sound.play === BEEP) parent.play({}, served(BEEP));
    else if (isAddress(sound.play)) parent.play({}, sound.play);
  } else {
    const { say, language, gender, as } = sound;
    const voice = voices[`${language} ${gender}`] ?? (language === undefined ? undefined : voices[language]);
    // Twilio's types know the languages of today.
    const attributes = { ...(language && { language }), ...(voice && { voice }) } as VoiceResponse.SayAttributes;
    for (let start = 0; start < say.length || start === 0; start += MAX_SAY) {
      addSpeech(parent.say(attributes, ""), say.length > MAX_SAY ? say.slice(start, start + MAX_SAY) : say, as);
    }
  }
}
