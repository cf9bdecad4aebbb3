import { Type, type Static } from "typebox";
import { ReferenceSchema } from "./references.js";

/*
 * The kinds of assets and what a document must say of each (goflow.md section 27). Flows stay raw here: whoever runs them reads
 * them, and only when they are first needed.
 */

export const ChannelSchema = Type.Object({
  uuid: Type.String(),
  name: Type.String(),
  address: Type.String(),
  schemes: Type.Array(Type.String()),
  roles: Type.Array(Type.String()),
  parent: Type.Optional(ReferenceSchema),
  country: Type.Optional(Type.String()),
  match_prefixes: Type.Optional(Type.Array(Type.String())),
  allow_international: Type.Optional(Type.Boolean()),
});

export const ClassifierSchema = Type.Object({
  uuid: Type.String(),
  name: Type.String(),
  type: Type.String(),
  intents: Type.Array(Type.String()),
});

export const FIELD_TYPES = ["text", "number", "datetime", "state", "district", "ward"] as const;

export const FieldSchema = Type.Object({
  uuid: Type.Optional(Type.String()),
  key: Type.String(),
  name: Type.String(),
  type: Type.Enum([...FIELD_TYPES]),
});

export const FlowSchema = Type.Object({ uuid: Type.String() });

export const GlobalSchema = Type.Object({ key: Type.String(), name: Type.String(), value: Type.String() });

export const GroupSchema = Type.Object({
  uuid: Type.String(),
  name: Type.String(),
  query: Type.Optional(Type.String()),
});

export const LabelSchema = ReferenceSchema;

export const LocationSchema = Type.Cyclic(
  {
    Location: Type.Object({
      name: Type.String(),
      aliases: Type.Optional(Type.Array(Type.String())),
      children: Type.Optional(Type.Array(Type.Ref("Location"))),
    }),
  },
  "Location",
);

export const ResthookSchema = Type.Object({ slug: Type.String(), subscribers: Type.Array(Type.String()) });

export const TemplateSchema = Type.Object({
  uuid: Type.String(),
  name: Type.String(),
  translations: Type.Array(
    Type.Object({
      channel: ReferenceSchema,
      content: Type.String(),
      language: Type.String(),
      country: Type.Optional(Type.String()),
      namespace: Type.Optional(Type.String()),
      variable_count: Type.Optional(Type.Integer()),
    }),
  ),
});

export const TicketerSchema = Type.Object({ uuid: Type.String(), name: Type.String(), type: Type.String() });

export const UserSchema = Type.Object({ email: Type.String(), name: Type.String() });

export type Channel = Static<typeof ChannelSchema>;
export type Classifier = Static<typeof ClassifierSchema>;
export type Field = Static<typeof FieldSchema>;
export type FieldType = Field["type"];
export type Global = Static<typeof GlobalSchema>;
export type GroupDocument = Static<typeof GroupSchema>;
export type Label = Static<typeof LabelSchema>;
/** A place with the places in it: country, states, districts, wards. */
export type LocationDocument = Static<typeof LocationSchema>;
export type Resthook = Static<typeof ResthookSchema>;
export type Template = Static<typeof TemplateSchema>;
export type Ticketer = Static<typeof TicketerSchema>;
export type User = Static<typeof UserSchema>;
