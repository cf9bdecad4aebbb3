/** Values of Twilio's `interpret-as` (https://www.twilio.com/docs/voice/twiml/say/text-speech) that are used. */
export type SayAs = "characters" | "digits" | "ordinal" | "cardinal" | "telephone" | "address";

const KINDS: Readonly<Record<string, SayAs>> = {
  name_spelled: "characters",
  name_phonetic: "characters",
  account_number: "digits",
  telephone_number: "telephone",
  telephone_extension: "digits",
  postal_address: "address",
};

const NUMBERS: Readonly<Record<string, SayAs>> = { iterated: "digits", counted: "ordinal" };

/**
 * How Twilio reads out what a metaflow's `say` names by type and method (kazoo-metaflows.md section 1.3); undefined: as an ordinary
 * text.
 */
export function sayAs(type: string, method: string): SayAs | undefined {
  if (type === "number") return NUMBERS[method] ?? "cardinal";
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}
