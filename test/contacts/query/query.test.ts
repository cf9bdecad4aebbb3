import { evaluateQuery, type QueryValue } from "../../../runtime/contacts/query/evaluate.js";
import { inspectQuery } from "../../../runtime/contacts/query/inspect.js";
import { printQuery } from "../../../runtime/contacts/query/print.js";
import type { QueryResolver } from "../../../runtime/contacts/query/properties.js";
import { parseQuery } from "../../../runtime/contacts/query/query.js";
import { quote } from "../../../runtime/contacts/query/quoting.js";
import { readTextLiteral } from "../../../runtime/expressions/excellent/template/literals.js";
import { Decimal, readIsoDateTime } from "../../../runtime/expressions/excellent/index.js";
import { environment } from "../environments.js";

const resolver: QueryResolver = {
  field: (key) =>
    ({
      age: { key, name: "Age", type: "number" as const },
      born: { key, name: "Born", type: "datetime" as const },
      gender: { key, name: "Gender", type: "text" as const },
    })[key],
  group: (name) =>
    name.toLowerCase() === "testers" ? { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" } : undefined,
};

const usual = environment({ defaultCountry: "US", timezone: "America/Guayaquil" });
const redacting = environment({ redactionPolicy: "urns" });

function full(query: string, surroundings = usual): string {
  const parsed = parseQuery(query, surroundings, resolver);
  return parsed.ok ? printQuery(parsed.query) : `! ${parsed.error.message}`;
}

function codeOf(query: string, surroundings = usual): string {
  const parsed = parseQuery(query, surroundings, resolver);
  return parsed.ok ? "" : parsed.error.code;
}

function selects(query: string, values: Record<string, readonly QueryValue[]>): boolean {
  const parsed = parseQuery(query, usual, resolver);
  if (!parsed.ok) throw parsed.error;
  return evaluateQuery(parsed.query, ({ key }) => values[key] ?? [], usual);
}

describe("reading a query", () => {
  test("binds AND before neighbours before OR", () => {
    expect(full("age = 1 or age = 2 age = 3 and age = 4")).toBe("age = 1 OR (age = 2 AND (age = 3 AND age = 4))");
  });

  test("groups from the left, and parentheses change that", () => {
    expect(full("age = 1 or age = 2 or age = 3")).toBe("(age = 1 OR age = 2) OR age = 3");
    expect(full("age = 1 or (age = 2 or age = 3)")).toBe("age = 1 OR (age = 2 OR age = 3)");
  });

  test("knows words for operators and properties in any case", () => {
    expect(full("GENDER is F name HAS bob")).toBe('gender = "F" AND name ~ "bob"');
  });

  test("takes values without a property for names, numbers and URNs", () => {
    expect(full("bob")).toBe('name ~ "bob"');
    expect(full("b")).toBe('name = "b"');
    expect(full("bob 0788-123")).toBe('name ~ "bob" AND tel ~ 0788123');
    expect(full("twitter:bob")).toBe('twitter = "bob"');
    expect(full("(202) 456-1111")).toBe('tel = "+12024561111"');
  });

  test("takes numbers for ids where URNs are redacted", () => {
    expect(full("+0123", redacting)).toBe("id = 123");
    expect(full("twitter:bob", redacting)).toBe('name ~ "twitter:bob"');
  });

  test("keeps what is in quotes, escapes included", () => {
    expect(full(String.raw`gender = "a \"b\" \u00e9"`)).toBe(String.raw`gender = "a \"b\" é"`);
  });

  test("gives the same query when it reads what it has printed", () => {
    const printed = full(String.raw`bob or (age > 3 gender != "x\ny") and tel = ""`);
    expect(full(printed)).toBe(printed);
  });
});

describe("a query that makes no sense", () => {
  test.each([
    ["shoes = 1", "unknown_property"],
    ["age = old", "invalid_number"],
    ["born > soon", "invalid_date"],
    ["language = zzz", "invalid_language"],
    ["group = Gamers", "invalid_group"],
    ["name ~ x", "invalid_partial_name"],
    ["tel ~ 12", "invalid_partial_urn"],
    ["gender ~ fe", "unsupported_contains"],
    ["name > bob", "unsupported_comparison"],
    ['uuid != ""', "unsupported_setcheck"],
    ["age =", "unexpected_token"],
    ["age = 1 )", ""],
  ])("%s is refused as '%s'", (query, code) => {
    expect(codeOf(query)).toBe(code);
    expect(parseQuery(query, usual, resolver).ok).toBe(false);
  });

  test("asks for URNs that are redacted; whether there are any may be asked", () => {
    expect(codeOf("tel = 233", redacting)).toBe("redacted_urns");
    expect(full('tel != ""', redacting)).toBe('tel != ""');
  });

  test("says which token is too much, missing or unexpected", () => {
    expect(full("(age = 1")).toBe("! missing ')' at '<EOF>'");
    expect(full("age = 1)")).toBe("! extraneous input ')' expecting <EOF>");
    expect(full("age = 1 $ bob")).toBe("! mismatched input '$' expecting <EOF>");
    expect(full("bob and")).toBe("! mismatched input '<EOF>' expecting {'(', TEXT, STRING}");
  });

  test("is too deep or too long", () => {
    expect(full("(".repeat(100_000))).toMatch(/nested/);
    expect(full("bob ".repeat(100_000))).toMatch(/more than 1000 conditions/);
  });
});

describe("evaluating a query", () => {
  test("compares texts without case and surrounding space", () => {
    expect(selects('gender = " female "', { gender: ["Female"] })).toBe(true);
  });

  test("finds names by the beginnings of their words", () => {
    const values = { name: ["Bob Smithwick"] };
    expect(selects('name ~ "smith jim"', values)).toBe(true);
    expect(selects("name ~ mith", values)).toBe(false);
    expect(selects("name ~ Smithwicke", values)).toBe(true);
  });

  test("of several values needs one that is equal, and all that are not", () => {
    const values = { tel: ["+12065551212", "+12065551313"] };
    expect(selects("tel = +12065551313", values)).toBe(true);
    expect(selects("tel != +12065551313", values)).toBe(false);
    expect(selects("tel ~ 5551", values)).toBe(true);
  });

  test("of no value is only true of its absence", () => {
    expect(selects('age = ""', {})).toBe(true);
    expect(selects("age != 5", {})).toBe(false);
    expect(selects('age != ""', { age: [new Decimal(5)] })).toBe(true);
  });

  test("takes a date for the whole day in the environment's timezone", () => {
    const born = readIsoDateTime("1981-05-29T03:00:00Z");
    const values = { born: born ? [born] : [] };
    expect(selects("born = 1981-05-28", values)).toBe(true);
    expect(selects("born > 1981-05-28", values)).toBe(false);
    expect(selects("born <= 1981-05-28", values)).toBe(true);
    expect(selects("born < 1981-05-29", values)).toBe(true);
  });

  test("compares numbers by value", () => {
    expect(selects("age = 036.50", { age: [new Decimal("36.5")] })).toBe(true);
    expect(selects("age >= -2", { age: [new Decimal(-2)] })).toBe(true);
  });
});

test("an inspection lists what a query depends on", () => {
  const parsed = parseQuery("group = testers and (age > 5 or bob) tel = 12345", usual, resolver);
  expect(parsed.ok && inspectQuery(parsed.query, resolver)).toEqual({
    attributes: ["group", "name"],
    schemes: ["tel"],
    fields: [{ key: "age", name: "Age" }],
    groups: [{ uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" }],
    allow_as_group: false,
  });
});

test("quoting a text and reading it back gives the text", () => {
  for (const text of ['a "b" \\ c', "tab\tline\n\u0000\u200b", "é 😄 日本"])
    expect(readTextLiteral(quote(text))).toBe(text);
  expect(quote("a\u0000b\u200bc")).toBe(String.raw`"a\x00b\u200bc"`);
  expect(readTextLiteral(String.raw`"\d+"`)).toBe(String.raw`\d+`);
});
