import Type, { type TEnum, type TOptional, type TSchemaOptions, type TString } from "typebox";

/** One of some texts; unlike `choice` of the call family it says that it is a text, which Kazoo's validation distinguishes. */
export function oneOf<const Values extends string[]>(
  values: readonly [...Values],
  field: TSchemaOptions & { title: string; default?: Values[number] },
): TOptional<TEnum<Values>> {
  return Type.Optional(Type.Enum<Values>(values, { type: "string", ...field }));
}

/** On which legs a module acts, seen from the one that pressed the keys. */
export function legs({ byDefault, stored }: { byDefault: "self" | "both"; stored?: boolean }) {
  return oneOf(["self", "peer", "both"], {
    title: "Leg",
    description: `Of whom pressed the keys (self), the other party (peer), or both. Default: ${byDefault}.`,
    ...(stored && { default: byDefault }),
  });
}

export const WEB_ADDRESS = "^https?://.";

/** An address that something is fetched from or sent to. */
export function webAddress(field: { title: string; description?: string }): TString {
  return Type.String({ ...field, pattern: WEB_ADDRESS });
}
