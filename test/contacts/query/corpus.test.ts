import { Assets } from "../../../runtime/contacts/assets.js";
import type { FieldType } from "../../../runtime/contacts/asset-types.js";
import { readContact } from "../../../runtime/contacts/contact.js";
import { contactQueryValues } from "../../../runtime/contacts/query/contact-values.js";
import { evaluateQuery, type QueryValue } from "../../../runtime/contacts/query/evaluate.js";
import { inspectQuery } from "../../../runtime/contacts/query/inspect.js";
import { unicodeWords } from "../../../runtime/contacts/query/name-tokens.js";
import { printQuery } from "../../../runtime/contacts/query/print.js";
import type { QueryResolver } from "../../../runtime/contacts/query/properties.js";
import { valueTypeOf } from "../../../runtime/contacts/query/properties.js";
import { parseQuery } from "../../../runtime/contacts/query/query.js";
import { Decimal, readIsoDateTime } from "../../../runtime/expressions/excellent/index.js";
import { difference, readCorpus, testTable } from "../corpus.js";
import { type EnvironmentDocument, environment, readEnvironment } from "../environments.js";

interface Known {
  field_types: Record<string, FieldType>;
  groups?: string[];
}

/** Fields are named like their keys with a capital letter. */
function resolverOf({ field_types, groups = [] }: Known): QueryResolver {
  return {
    field: (key) => {
      const type = field_types[key];
      return type && { key, name: key.charAt(0).toUpperCase() + key.slice(1), type };
    },
    group: (name) => {
      const known = groups.find((group) => group.toLowerCase() === name.toLowerCase());
      return known === undefined ? undefined : { uuid: "4eeca453-f474-4767-bdd0-434b180223db", name: known };
    },
  };
}

interface ParseTable {
  context: Known & { date_format: string; default_country: string };
  cases: { text: string; parsed: string; err: string; redact_urns: boolean; has_resolver: boolean }[];
}

testTable(
  "goflow/from-go/contactql/parse.json",
  (table: ParseTable) => table.cases,
  ({ text, redact_urns, has_resolver }) =>
    `${text}${redact_urns ? " (redacted)" : ""}${has_resolver ? "" : " (unresolved)"}`,
  ({ text, parsed, err, redact_urns, has_resolver }, { context }) => {
    const environment = readEnvironment({ ...context, redaction_policy: redact_urns ? "urns" : "none" });
    const result = parseQuery(text, environment, has_resolver ? resolverOf(context) : undefined);
    return difference(
      result.ok ? { parsed: printQuery(result.query), err: "" } : { parsed: "", err: result.error.message },
      { parsed, err },
    );
  },
);

interface ErrorTable {
  context: Known & { env?: EnvironmentDocument; default_country: string };
  cases: { query: string; errMsg: string; errCode: string; errExtra: Record<string, string> }[];
}

for (const file of [
  "goflow/from-go/contactql/parse_errors.json",
  "goflow-new/from-go/contactql/parse_errors_generated.json",
]) {
  testTable(
    file,
    (table: ErrorTable) => table.cases,
    ({ query }) => query,
    ({ query, errMsg, errCode, errExtra }, { context }) => {
      const environment = readEnvironment(context.env ?? { default_country: context.default_country });
      const result = parseQuery(query, environment, resolverOf(context));
      if (result.ok) return "it was read";
      const { message, code, extra } = result.error;
      return difference({ message, code, extra }, { message: errMsg, code: errCode, extra: errExtra });
    },
  );
}

testTable(
  "goflow/from-go/contactql/inspect.json",
  (table: { cases: { query: string; has_resolver: boolean; inspection: unknown }[] }) => table.cases,
  ({ query, has_resolver }) => `${query}${has_resolver ? "" : " (unresolved)"}`,
  ({ query, has_resolver, inspection }) => {
    const resolver = has_resolver ? resolverOf({ field_types: { age: "number" }, groups: ["U-Reporters"] }) : undefined;
    const result = parseQuery(query, environment(), resolver);
    return result.ok ? difference(inspectQuery(result.query, resolver), inspection) : result.error.message;
  },
);

testTable(
  "goflow/from-go/utils/tokenize_unicode.json",
  (table: { cases: { text: string; result: string[] }[] }) => table.cases,
  ({ text }) => text,
  ({ text, result }) => difference(unicodeWords(text), result),
);

type ListedValue = string | { iso: string };

interface EvaluateTable {
  context: Known & {
    env: EnvironmentDocument;
    values: Record<string, ListedValue[]>;
    contact?: unknown;
    assets?: unknown;
  };
  cases: { query: string; result: boolean; parsed: string }[];
}

function typedValue(value: ListedValue, type: string): QueryValue {
  if (typeof value === "string") return type === "number" ? new Decimal(value) : value;
  const date = readIsoDateTime(value.iso);
  if (!date) throw new Error(`${value.iso} is no ISO datetime`);
  return date;
}

for (const file of ["goflow/from-go/contactql/evaluate.json", "goflow-new/from-go/contactql/evaluate_generated.json"]) {
  testTable(
    file,
    (table: EvaluateTable) => table.cases,
    ({ query }) => query,
    ({ query, result, parsed }, { context }) => {
      const environment = readEnvironment(context.env);
      const read = parseQuery(query, environment, resolverOf(context));
      if (!read.ok) return read.error.message;
      const listed = evaluateQuery(
        read.query,
        (property) => {
          const values = context.values[property.key] ?? [];
          return values.map((value) => typedValue(value, valueTypeOf(property)));
        },
        environment,
      );
      if (!context.contact) return difference({ result: listed, parsed: printQuery(read.query) }, { result, parsed });
      const assets = new Assets(context.assets, environment);
      const { contact } = readContact(context.contact, assets);
      const ofContact = evaluateQuery(read.query, contactQueryValues(contact, assets.fields), environment);
      return difference(
        { result: listed, ofContact, parsed: printQuery(read.query) },
        { result, ofContact: result, parsed },
      );
    },
  );
}

interface ContactTable {
  context: { contact: unknown; env: EnvironmentDocument; assets: string };
  cases: { query: string; redaction_policy: "none" | "urns"; result: boolean; err: string }[];
}

testTable(
  "goflow/from-go/flows/contact_queries.json",
  (table: ContactTable) => table.cases,
  ({ query, redaction_policy }) => `${query} (${redaction_policy})`,
  ({ query, redaction_policy, result, err }, { context }) => {
    const environment = readEnvironment(
      redaction_policy === "urns" ? { redaction_policy } : { ...context.env, redaction_policy },
    );
    const assets = new Assets(readCorpus(`goflow/${context.assets}`), environment);
    const { contact } = readContact(context.contact, assets);
    const read = parseQuery(query, environment, {
      field: (key) => assets.fields.get(key),
      group: (name) => assets.groups.findByName(name),
    });
    if (!read.ok) return difference({ result: false, err: read.error.message }, { result, err });
    const selected = evaluateQuery(read.query, contactQueryValues(contact, assets.fields), environment);
    return difference({ result: selected, err: "" }, { result, err });
  },
);
