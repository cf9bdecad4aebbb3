import type { Environment } from "../../expressions/excellent/index.js";
import { readPhoneNumber } from "../phones.js";
import { QueryError } from "./errors.js";
import { Parser } from "./parser.js";
import type { QueryResolver } from "./properties.js";
import { conditionsOf, type QueryNode } from "./syntax.js";
import { validateCondition } from "./validate.js";

/** A query that was read and makes sense (ContactQL, goflow.md section 17). */
export type Query = QueryNode;

export type ParsedQuery =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };

/**
 * Reads a query.
 *
 * @param environment its date format, default country and redaction policy decide what the query means.
 * @param resolver knows fields and groups; without one, unknown keys are taken for fields of any type.
 */
export function parseQuery(text: string, environment: Environment, resolver?: QueryResolver): ParsedQuery {
  try {
    return { ok: true, query: read(text.trim(), environment, resolver) };
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, error };
    throw error;
  }
}

function read(text: string, environment: Environment, resolver: QueryResolver | undefined): Query {
  const redactsUrns = environment.redactionPolicy === "urns";
  const number = redactsUrns ? undefined : readPhoneNumber(text, environment.defaultCountry);
  if (number !== undefined) {
    return { kind: "condition", property: { type: "scheme", key: "tel" }, operator: "=", value: number };
  }
  const query = new Parser(text, { redactsUrns, resolver }).parse();
  for (const condition of conditionsOf(query)) validateCondition(condition, environment, resolver);
  return query;
}
