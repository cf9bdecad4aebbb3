import { Type, type Static } from "typebox";
import { uuid } from "../fields.js";
import { ReferenceSchema } from "./references.js";

/*
 * The kinds of assets and what a document must say of each (goflow.md section 27); titles and descriptions are for the forms of
 * their config nodes. Flows stay raw here: whoever runs them reads them, and only when they are first needed.
 */

const ID = uuid({ title: "UUID", description: "By which flows name it." });

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
  uuid: ID,
  name: Type.String({ title: "Name", description: "By which the settings name its service, too." }),
  type: Type.String({ title: "Kind", description: "Such as wit." }),
  intents: Type.Array(Type.String(), { title: "Intents", default: [] }),
});

const FIELD_TYPES = ["text", "number", "datetime", "state", "district", "ward"] as const;

export const FieldSchema = Type.Object({
  uuid: Type.Optional(Type.String({ title: "UUID" })),
  key: Type.String({ title: "Key", description: "By which expressions name it: age is @fields.age." }),
  name: Type.String({ title: "Name" }),
  type: Type.Enum([...FIELD_TYPES], { title: "Type", default: "text" }),
});

export const FlowSchema = Type.Object({ uuid: Type.String() });

export const GlobalSchema = Type.Object({
  key: Type.String({ title: "Key", description: "By which expressions name it: org is @globals.org." }),
  name: Type.String({ title: "Name" }),
  value: Type.String({ title: "Value" }),
});

export const GroupSchema = Type.Object({
  uuid: ID,
  name: Type.String({ title: "Name" }),
  query: Type.Optional(
    Type.String({
      title: "Query",
      description: "Its members are whom it selects, as age > 18. Empty: those who are added.",
    }),
  ),
});

export const LabelSchema = Type.Object({ uuid: ID, name: Type.String({ title: "Name" }) });

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

const aliases = Type.Optional(
  Type.Array(Type.String(), { title: "Also called", description: "Other names that contacts write." }),
);
const wards = Type.Array(Type.Object({ name: Type.String({ title: "Ward" }), aliases }), { title: "Wards" });
const districts = Type.Array(
  Type.Object({ name: Type.String({ title: "District" }), aliases, children: Type.Optional(wards) }),
  { title: "Districts" },
);
const states = Type.Array(
  Type.Object({ name: Type.String({ title: "State" }), aliases, children: Type.Optional(districts) }),
  { title: "States" },
);

/** A location as its config node has it: a country, whose levels are known. */
export const CountrySchema = Type.Object({
  name: Type.String({ title: "Country" }),
  aliases,
  children: Type.Optional(states),
});

export const ResthookSchema = Type.Object({
  slug: Type.String({ title: "Slug", description: "By which flows name it." }),
  subscribers: Type.Array(Type.String(), {
    title: "Subscribers",
    description: "URLs that are called one after another.",
    default: [],
  }),
});

export const TemplateSchema = Type.Object({
  uuid: ID,
  name: Type.String({ title: "Name" }),
  translations: Type.Array(
    Type.Object({
      channel: Type.Object(ReferenceSchema.properties, { title: "Channel", "x-asset": "channel" }),
      content: Type.String({ title: "Text", description: "{{1}} stands for the first variable.", "x-multiline": true }),
      language: Type.String({ title: "Language", description: "ISO 639-3, such as eng." }),
      country: Type.Optional(Type.String({ title: "Country", description: "ISO 3166, such as RW." })),
      namespace: Type.Optional(Type.String({ title: "Namespace" })),
      variable_count: Type.Optional(Type.Integer({ title: "Number of variables" })),
    }),
    { title: "Translations", default: [] },
  ),
});

export const TicketerSchema = Type.Object({
  uuid: ID,
  name: Type.String({ title: "Name", description: "By which the settings name its service, too." }),
  type: Type.String({ title: "Kind", description: "Such as mail." }),
});

export const UserSchema = Type.Object({
  email: Type.String({ title: "E-mail address" }),
  name: Type.String({ title: "Name" }),
});

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
