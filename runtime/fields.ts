import Type, {
  type TArray,
  type TInteger,
  type TLiteral,
  type TObject,
  type TOptional,
  type TRecord,
  type TString,
  type TUnion,
} from "typebox";
import { ANONYMITIES } from "./session/call.js";

/** Which expressions a text may hold: `@...`, `${...}` or `{{...}}`. */
export type ExpressionLanguage = "excellent" | "variables" | "javascript";

/** What flows refer to beside other flows (`runtime/assets/definitions.ts`, and the channels). */
export type AssetName =
  | "agent"
  | "channel"
  | "classifier"
  | "conference"
  | "field"
  | "global"
  | "group"
  | "label"
  | "location"
  | "queue"
  | "resthook"
  | "template"
  | "ticketer"
  | "user";

interface FieldText {
  readonly title: string;
  readonly description?: string;
}

/** A text, with or without expressions. */
export function text(
  field: FieldText & { expressions?: ExpressionLanguage; multiline?: boolean; minLength?: number },
): TString {
  const { expressions, multiline, ...schema } = field;
  return Type.String({
    ...schema,
    "x-field": "text",
    ...(expressions && { "x-expressions": expressions }),
    ...(multiline && { "x-multiline": true }),
  });
}

/** A channel, by its id; the editor offers those that are configured. */
export function channel(field: FieldText & { default?: string }): TString {
  return Type.String({ ...field, "x-field": "channel" });
}

/** A text that nobody else may see: in settings of channels, Node-RED keeps it among its credentials. */
export function secret(field: FieldText): TString {
  return Type.String({ ...field, minLength: 1, "x-field": "secret" });
}

/** A time in milliseconds; the editor shows it with a unit. VoIPBIN takes negative ones for none, so the minimum is the field's. */
export function milliseconds(field: FieldText & { minimum?: number; maximum?: number }): TInteger {
  return Type.Integer({ ...field, "x-field": "duration", "x-unit": "ms" });
}

/** A time in seconds. */
export function seconds(field: FieldText & { minimum?: number }): TInteger {
  return Type.Integer({ minimum: 0, ...field, "x-field": "duration", "x-unit": "s" });
}

/** Another flow, by id; the editor offers the flows there are. */
export function flow(field: FieldText): TString {
  return Type.String({ ...field, minLength: 1, "x-field": "flow" });
}

/** Another flow, or none. */
export function optionalFlow(field: FieldText): TString {
  return Type.String({ ...field, "x-field": "flow" });
}

/** The step that an exit leads to in a document; in the editor a wire says it. */
export function target(field: FieldText): TString {
  return Type.String({ ...field, "x-field": "target" });
}

/** Values with an exit each, and the step that each leads to in a document; in the editor only the values are typed. */
export function exitTargets(field: FieldText): TRecord<"^.*$", TString> {
  return Type.Record(Type.String(), Type.String(), { ...field, "x-field": "targets" }) as TRecord<"^.*$", TString>;
}

/** An id that the editor makes and does not show. */
export function id(field: FieldText): TString {
  return Type.String({ ...field, minLength: 1, "x-field": "id" });
}

/** An id that the editor makes, and that may be replaced by one that documents have already. */
export function uuid(field: FieldText): TString {
  return Type.String({ ...field, "x-field": "uuid" });
}

/** One of the step's own exits, by id; the editor offers them. */
export function exit(field: FieldText): TString {
  return Type.String({ ...field, "x-field": "exit" });
}

/** Several texts. */
export function texts(field: FieldText & { expressions?: ExpressionLanguage }): TArray<TString> {
  const { expressions, ...schema } = field;
  return Type.Array(Type.String({ "x-field": "text", ...(expressions && { "x-expressions": expressions }) }), schema);
}

/** Something of the assets, by UUID and name, as GoFlow's documents name it; the editor offers those there are. */
export function reference(field: FieldText & { asset?: AssetName }): Reference {
  const { asset, ...schema } = field;
  return Type.Object(
    { uuid: Type.String({ title: "UUID", minLength: 1 }), name: Type.String({ title: "Name" }) },
    { ...schema, ...(asset && { "x-asset": asset }) },
  );
}

/** Something of the assets, by the text that identifies it: a slug, an id. */
export function assetId(asset: AssetName, field: FieldText & { minLength?: number }): TString {
  return Type.String({ ...field, "x-field": "text", "x-asset": asset });
}

/** Another flow, by UUID and name. */
export function flowReference(field: FieldText): Reference {
  return Type.Object(
    { uuid: Type.String({ title: "Flow", minLength: 1, "x-field": "flow" }), name: Type.String({ title: "Name" }) },
    { ...field },
  );
}

type Reference = TObject<{ uuid: TString; name: TString }>;

/** One of some texts. */
export function choice<const Value extends string>(
  values: readonly Value[],
  field: FieldText,
): TUnion<TLiteral<Value>[]> {
  return Type.Union(
    values.map((value) => Type.Literal(value)),
    { ...field },
  );
}

/** The same, or a text with `${...}` that gives it: what comes of that may be any text. */
export function choiceOrVariable(values: readonly string[], field: FieldText): TUnion<(TLiteral<string> | TString)[]> {
  const variable = Type.String({ pattern: "\\$\\{", "x-expressions": "variables" });
  return Type.Union([...values.map((value) => Type.Literal(value)), variable], { ...field });
}

/** Whether those who are called see the number that calls. */
export function anonymity() {
  return choice(ANONYMITIES, {
    title: "Hide the number",
    description: "Default: auto, as the channel does by itself.",
  });
}

type Address = TObject<{
  type: TOptional<TString>;
  target: TString;
  target_name: TOptional<TString>;
  name: TOptional<TString>;
}>;

/** Somebody to call or write to (voipbin-flow.md section 11). */
export function address(field: FieldText): Address {
  return Type.Object(
    {
      type: Type.Optional(text({ title: "Kind", description: "tel, sip, agent or extension. Default: tel." })),
      target: text({ title: "Number or id", expressions: "variables" }),
      target_name: Type.Optional(text({ title: "Name of the target", expressions: "variables" })),
      name: Type.Optional(text({ title: "Name", expressions: "variables" })),
    },
    { ...field },
  );
}

export function addresses(field: FieldText): TArray<Address> {
  return Type.Array(address({ title: "Address" }), { ...field });
}
