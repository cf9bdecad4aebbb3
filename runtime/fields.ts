import Type, { type TArray, type TInteger, type TObject, type TRecord, type TString } from "typebox";

/** Which expressions a text may hold: `@...`, `${...}` or `{{...}}`. */
export type ExpressionLanguage = "excellent" | "variables" | "javascript";

/** How the editor shows a field, where the schema alone does not say it. */
export type FieldKind = "text" | "flow" | "target" | "targets" | "duration" | "config";

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

/** A time in milliseconds; the editor shows it with a unit. */
export function milliseconds(field: FieldText & { maximum?: number }): TInteger {
  return Type.Integer({ minimum: 0, ...field, "x-field": "duration", "x-unit": "ms" });
}

/** A time in seconds. */
export function seconds(field: FieldText & { minimum?: number }): TInteger {
  return Type.Integer({ minimum: 0, ...field, "x-field": "duration", "x-unit": "s" });
}

/** Another flow, by id; the editor offers the flows there are. */
export function flow(field: FieldText): TString {
  return Type.String({ ...field, minLength: 1, "x-field": "flow" });
}

/** The step that an exit leads to in a document; in the editor a wire says it. */
export function target(field: FieldText): TString {
  return Type.String({ ...field, "x-field": "target" });
}

/** Values with an exit each, and the step that each leads to in a document; in the editor only the values are typed. */
export function exitTargets(field: FieldText): TRecord<"^.*$", TString> {
  return Type.Record(Type.String(), Type.String(), { ...field, "x-field": "targets" }) as TRecord<"^.*$", TString>;
}

/** Several texts. */
export function texts(field: FieldText & { expressions?: ExpressionLanguage }): TArray<TString> {
  const { expressions, ...schema } = field;
  return Type.Array(Type.String({ "x-field": "text", ...(expressions && { "x-expressions": expressions }) }), schema);
}

/** Something of the assets, by UUID and name, as GoFlow's documents name it. */
export function reference(field: FieldText): Reference {
  return Type.Object(
    { uuid: Type.String({ title: "UUID", minLength: 1 }), name: Type.String({ title: "Name" }) },
    { ...field },
  );
}

/** Another flow, by UUID and name. */
export function flowReference(field: FieldText): Reference {
  return Type.Object(
    { uuid: Type.String({ title: "Flow", minLength: 1, "x-field": "flow" }), name: Type.String({ title: "Name" }) },
    { ...field },
  );
}

type Reference = TObject<{ uuid: TString; name: TString }>;
