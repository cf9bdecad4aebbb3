import type { Schema } from "./schema.js";

/** The fields of settings that Node-RED keeps among its credentials (`secret` of `fields.ts`). */
export function secretFields({ properties = {} }: Schema): readonly string[] {
  return Object.entries(properties).flatMap(([name, field]) => (field["x-field"] === "secret" ? [name] : []));
}

/** The settings without their secrets: what the form shows, and the flow file keeps. */
export function withoutSecrets(schema: Schema): Schema {
  const secrets = secretFields(schema);
  const { properties = {}, required = [] } = schema;
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !secrets.includes(name))),
    required: required.filter((name) => !secrets.includes(name)),
  };
}
