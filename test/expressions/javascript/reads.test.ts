import { parseExpressionAt } from "acorn";
import { joined, includes, partOf, readsOf, type Reads } from "../../../runtime/expressions/javascript/reads.js";
import type { Json } from "../../../runtime/json.js";

const data = { payload: { body: "x", from: { name: "Ann" } }, list: [1, 2], text: "long" };
const step = { code: 200, reason: "OK" };

function reads(script: string): Reads {
  return readsOf(parseExpressionAt(script, 0, { ecmaVersion: 2023, preserveParens: true }));
}

test.each<[string, Json]>([
  ["data.payload.body == 'x'", { data: { payload: { body: "x" } } }],
  ["data?.payload?.from.name + step.code", { data: { payload: { from: { name: "Ann" } } }, step: { code: 200 } }],
  ["data.payload.from", { data: { payload: { from: { name: "Ann" } } } }],
  ["data.text.length > data.list.length", { data: { text: "long", list: [1, 2] } }],
  ["data.list.map((x) => x * step.code)", { data: { list: [1, 2] }, step: { code: 200 } }],
  ["data.nothing == null", { data: {} }],
  ["uuid()", {}],
  ["{ data: 1, x: step.reason }", { data, step: { reason: "OK" } }],
  ["Object.keys(data.payload)", { data: { payload: data.payload } }],
  ["data['payload']", { data }],
  ["(data.payload.hasOwnProperty)('body')", { data: { payload: data.payload } }],
  ["((data) => data.text)(step)", { data, step }],
  ["(function () { return arguments[0]; })()", { data, step }],
])("a script such as %s gets what it reads", (script, part) => {
  expect(partOf({ data, step }, reads(script.startsWith("{") ? `(${script})` : script))).toEqual(part);
});

test("what two scripts read is read by neither alone", () => {
  const [one, other] = [reads("data.payload.body"), reads("data.payload.from.name")];
  expect(includes(one, other)).toBe(false);
  expect(includes(joined(one, other), other)).toBe(true);
  expect(includes(joined(one, other), reads("data.payload"))).toBe(false);
});
