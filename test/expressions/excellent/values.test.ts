import {
  Decimal,
  dateTimeFromMillis,
  lazyObject,
  parseJson,
  renderDateTime,
  snakify,
  toJSON,
  toJSONText,
  toText,
  toXValue,
  words,
  wordSegments,
  type XObject,
  type XValue,
} from "../../../runtime/expressions/excellent/index.js";
import { BoundedCache } from "../../../runtime/bounded-cache.js";

describe("JSON", () => {
  test("comes back as it went in", () => {
    const json = { a: [1, "x", null, true], b: { c: 1.5 } };
    expect(toJSON(toXValue(json))).toEqual(json);
  });

  test("has a default apart from its properties", () => {
    const value = toXValue({ __default__: "text", a: 1 });
    expect(toText(value)).toBe("text");
    expect(toJSON(value)).toEqual({ a: 1 });
  });

  test("keeps digits that floating point would lose", () => {
    expect(toJSONText(parseJson('{"n": 12345678901234567890.123}') as XValue)).toBe('{"n":12345678901234567890.123}');
  });

  test("quotes as the reference engine does", () => {
    expect(toJSONText('a"\\b\b\f\u2028<')).toBe('"a\\"\\\\b\\u0008\\u000c\\u2028<"');
  });

  test.each(["{a: 1}", "[1,]", "tru"])("%s is none", (text) => expect(parseJson(text)).toBeUndefined());

  test("of odd names is an object like others", () => {
    const value = toXValue(JSON.parse('{"__proto__": 1, "constructor": 2}')) as XObject;
    expect(toText(value)).toBe("{__proto__: 1, constructor: 2}");
    expect(value.get("toString")).toBeUndefined();
  });
});

describe("objects", () => {
  test("find names in any case, the exact one first", () => {
    const value = lazyObject({ Name: () => "a", NAME: () => "b" });
    expect([value.get("NAME"), value.get("Name"), value.get("name")]).toEqual(["b", "a", "b"]);
  });
});

describe("texts", () => {
  test("have words and symbols", () => {
    expect(words("I don't pay €5, 😀!")).toEqual(["I", "don't", "pay", "€", "5", "😀"]);
    expect(words("a--b", "-")).toEqual(["a", "b"]);
    expect(wordSegments("pay 21.35 now")).toEqual(["pay", "21.35", "now"]);
  });

  test("are names of results", () => expect(snakify(" Favorite Color? ")).toBe("favorite_color_"));
});

describe("datetimes", () => {
  test("of milliseconds before 1970 count forward", () => {
    expect(renderDateTime(dateTimeFromMillis(-1, "UTC"))).toBe("1969-12-31T23:59:59.999000Z");
  });
});

describe("bounded cache", () => {
  test("forgets what was used longest ago", () => {
    const cache = new BoundedCache<string, Decimal>(2);
    cache.set("a", new Decimal(1));
    cache.set("b", new Decimal(2));
    cache.get("a");
    cache.set("c", new Decimal(3));
    expect(["a", "b", "c"].map((key) => cache.get(key)?.toNumber())).toEqual([1, undefined, 3]);
  });
});
