import { Assets } from "../../../contacts/assets.js";
import type { FieldType } from "../../../contacts/asset-types.js";
import { readContact } from "../../../contacts/contact.js";
import { contactQueryValues } from "../../../contacts/query/contact-values.js";
import { evaluateQuery, type QueryValue } from "../../../contacts/query/evaluate.js";
import { inspectQuery } from "../../../contacts/query/inspect.js";
import { printQuery } from "../../../contacts/query/print.js";
import { valueTypeOf, type QueryResolver } from "../../../contacts/query/properties.js";
import { parseQuery } from "../../../contacts/query/query.js";
import { Decimal, readIsoDateTime, type Environment } from "../../../expressions/excellent/index.js";
import type { Json, JsonObject } from "../../../json.js";
import { expectEqual, Mismatch } from "../../expect.js";
import { findInCorpus, readJson } from "../corpus-file.js";
import { tableEnvironment } from "./environment.js";
import { tableOf, type TableKind } from "./table.js";

type ListedValue = string | { readonly iso: string };

/** What a table says around its queries. */
interface Context {
  readonly env?: JsonObject;
  readonly default_country?: string;
  readonly date_format?: string;
  readonly field_types?: Readonly<Record<string, FieldType>>;
  readonly groups?: readonly string[];
  readonly values?: Readonly<Record<string, readonly ListedValue[]>>;
  readonly contact?: JsonObject;
  readonly assets?: Json;
}

const contextOf = (table: JsonObject): Context => (table["context"] ?? {}) as Context;

function environmentOf(table: JsonObject, redaction?: string): Environment {
  const { env, default_country, date_format } = contextOf(table);
  return tableEnvironment({
    ...(default_country && { default_country }),
    ...(date_format && { date_format }),
    ...env,
    ...(redaction && { redaction_policy: redaction }),
  });
}

/** Fields are named like their keys with a capital letter. */
function resolverOf({ field_types: types = {}, groups = [] }: Context): QueryResolver {
  return {
    field: (key) => {
      const type = Object.hasOwn(types, key) ? types[key] : undefined;
      return type && { key, name: key.charAt(0).toUpperCase() + key.slice(1), type };
    },
    group: (name) => {
      const known = groups.find((group) => group.toLowerCase() === name.toLowerCase());
      return known === undefined ? undefined : { uuid: "4eeca453-f474-4767-bdd0-434b180223db", name: known };
    },
  };
}

function typedValue(value: ListedValue, type: string): QueryValue {
  if (typeof value === "string") return type === "number" ? new Decimal(value) : value;
  const date = readIsoDateTime(value.iso);
  if (!date) throw new Mismatch(`'${value.iso}' is no ISO datetime.`);
  return date;
}

/** Contact queries: read, refused, evaluated on listed values and on contacts. */
export const queryTables: readonly TableKind[] = [
  tableOf<{ text: string; parsed: string; err: string; redact_urns: boolean; has_resolver: boolean }>(
    ["text", "parsed", "has_resolver"],
    (one, table) => {
      const environment = environmentOf(table, one.redact_urns ? "urns" : "none");
      const resolver = one.has_resolver ? resolverOf(contextOf(table)) : undefined;
      const read = parseQuery(one.text, environment, resolver);
      expectEqual("query", one.parsed, read.ok ? printQuery(read.query) : "");
      expectEqual("problem", one.err, read.ok ? "" : read.error.message);
    },
  ),
  tableOf<{ query: string; errMsg: string; errCode: string; errExtra: JsonObject | null }>(
    ["query", "errMsg"],
    (one, table) => {
      const read = parseQuery(one.query, environmentOf(table), resolverOf(contextOf(table)));
      if (read.ok) throw new Mismatch("The query was read.");
      const { message, code, extra } = read.error;
      expectEqual(
        "problem",
        { message: one.errMsg, code: one.errCode, extra: one.errExtra ?? {} },
        {
          message,
          code,
          extra: { ...extra },
        },
      );
    },
  ),
  tableOf<{ query: string; has_resolver: boolean; inspection: Json }>(
    ["query", "inspection"],
    ({ query, has_resolver: hasResolver, inspection }) => {
      const known: Context = { field_types: { age: "number" }, groups: ["U-Reporters"] };
      const resolver = hasResolver ? resolverOf(known) : undefined;
      const read = parseQuery(query, tableEnvironment({}), resolver);
      if (!read.ok) throw new Mismatch(read.error.message);
      expectEqual("inspection", inspection, JSON.parse(JSON.stringify(inspectQuery(read.query, resolver))) as Json);
    },
  ),
  tableOf<{ query: string; result: boolean; parsed: string }>(["query", "result", "parsed"], (one, table) => {
    const context = contextOf(table);
    const environment = environmentOf(table);
    const read = parseQuery(one.query, environment, resolverOf(context));
    if (!read.ok) throw new Mismatch(read.error.message);
    expectEqual("query", one.parsed, printQuery(read.query));
    const listed = evaluateQuery(
      read.query,
      (property) => (context.values?.[property.key] ?? []).map((value) => typedValue(value, valueTypeOf(property))),
      environment,
    );
    expectEqual("result", one.result, listed);
    if (!context.contact) return;
    const assets = new Assets(context.assets, environment);
    const { contact } = readContact(context.contact, assets);
    const values = contactQueryValues(contact, assets.fields);
    expectEqual("result for the contact", one.result, evaluateQuery(read.query, values, environment));
  }),
  tableOf<{ query: string; redaction_policy: string; result: boolean; err: string }>(
    ["query", "redaction_policy", "result"],
    (one, table, file) => {
      const { contact: document, assets: path } = contextOf(table);
      // With redaction the reference used a default environment.
      const environment =
        one.redaction_policy === "urns" ? tableEnvironment({ redaction_policy: "urns" }) : environmentOf(table);
      const found = findInCorpus(file.path, String(path));
      if (found === undefined) throw new Mismatch(`The corpus has no '${String(path)}'.`);
      const assets = new Assets(readJson(found), environment);
      const { contact } = readContact(document, assets);
      const read = parseQuery(one.query, environment, {
        field: (key) => assets.fields.get(key),
        group: (name) => assets.groups.findByName(name),
      });
      expectEqual("problem", one.err, read.ok ? "" : read.error.message);
      if (!read.ok) return;
      const values = contactQueryValues(contact, assets.fields);
      expectEqual("result", one.result, evaluateQuery(read.query, values, environment));
    },
  ),
];
