import { parseOrdered, stringifyOrdered, toOrdered } from "../../runtime/formats/metaflows/index.js";
import { mergeMetaflows } from "../../runtime/metaflow/merge.js";

function merged(...levels: string[]): string | undefined {
  const result = mergeMetaflows(levels.map(parseOrdered));
  return result && stringifyOrdered(result);
}

test("no level has any", () => {
  expect(mergeMetaflows([undefined, null, toOrdered(null)])).toBeUndefined();
});

test("the later of account, device and user wins", () => {
  expect(merged('{"listen_on":"both"}', '{"listen_on":"peer"}', '{"listen_on":"self"}')).toBe('{"listen_on":"self"}');
});

test.each(['"0"', '""', "0", "[]", "false"])("%s is a value like any other", (value) => {
  expect(merged('{"x":1}', `{"x":${value}}`)).toBe(`{"x":${value}}`);
});

test("null takes nothing away", () => {
  expect(merged('{"digit_timeout":500}', '{"digit_timeout":null}')).toBe('{"digit_timeout":500}');
});

test("numbers and patterns of all levels are united; the account's come first", () => {
  expect(merged('{"patterns":{"^9":1,"1":2}}', '{"patterns":{"0":3,"^9":4}}')).toBe(
    '{"patterns":{"^9":4,"1":2,"0":3}}',
  );
});

test("two modules at one number are blended field by field, and so are their children", () => {
  const account = '{"numbers":{"5":{"module":"hold","data":{"moh_aleg":"a"},"children":{"_":{"module":"say"}}}}}';
  const user = '{"numbers":{"5":{"module":"play","data":{"id":"b"},"children":{"_":{"data":{"text":"x"}}}}}}';
  expect(merged(account, user)).toBe(
    '{"numbers":{"5":{"module":"play","data":{"moh_aleg":"a","id":"b"},"children":{"_":{"module":"say","data":{"text":"x"}}}}}}',
  );
});

test("lists are replaced whole", () => {
  expect(merged('{"terminators":["1","2"]}', '{"terminators":["#"]}')).toBe('{"terminators":["#"]}');
});

test("the documents stay as they were", () => {
  const account = parseOrdered('{"numbers":{"1":{"module":"say"}}}');
  mergeMetaflows([account, parseOrdered('{"numbers":{"1":{"module":"hangup"}}}')]);
  expect(stringifyOrdered(account)).toBe('{"numbers":{"1":{"module":"say"}}}');
});
