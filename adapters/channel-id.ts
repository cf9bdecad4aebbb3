import Type, { type TOptional, type TString } from "typebox";

/** The setting that every channel has: by which flows, contacts and topics name it. */
export function channelId(byDefault: string): TOptional<TString> {
  return Type.Optional(
    Type.String({
      title: "Channel id",
      description: `By which flows and contacts name the channel. Default: ${byDefault}.`,
      pattern: "^[A-Za-z0-9_-]+$",
    }),
  );
}

/** The setting of how much a provider takes. */
export const ratePerSecond = Type.Optional(
  Type.Number({
    title: "Messages a second",
    description: "What is more waits, and holds up no other channel. Default: as many as there are.",
    exclusiveMinimum: 0,
  }),
);
