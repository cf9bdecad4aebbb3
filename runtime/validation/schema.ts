/**
 * The part of JSON Schema that step options are made of, as far as forms and messages read it. Like everything in this
 * folder it also runs in the editor's browser, so it uses no library.
 */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly "x-field"?: string;
  readonly "x-expressions"?: string;
  readonly "x-multiline"?: boolean;
  readonly "x-unit"?: string;
  readonly "x-config"?: string;
  readonly "x-asset"?: string;
}

/** Schema of the values of a map whose keys are free, if it is one. */
export function mapValues(schema: Schema): Schema | undefined {
  const [values] = Object.values(schema.patternProperties ?? {});
  return values ?? (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
}

/**
 * The values that a choice offers, if the schema is one: an enumeration, or a union of literals. It may take an expression in their
 * place.
 */
export function choices(schema: Schema): readonly unknown[] | undefined {
  if (schema.enum) return schema.enum;
  const literals = schema.anyOf?.filter((branch) => branch !== expressionOf(schema)) ?? [];
  return literals.length > 0 && literals.every((branch) => "const" in branch)
    ? literals.map((branch) => branch.const)
    : undefined;
}

/** What a choice takes in place of its values: a text with an expression. */
export function expressionOf(schema: Schema): Schema | undefined {
  return schema.anyOf?.find((branch) => branch["x-expressions"] !== undefined);
}
