import { answerOfHttp, headersOf, isJsonType, urlWith } from "../../runtime/workflow/http.js";

test("parameters are added to the query that the URL has; those that are null are none", () => {
  expect(urlWith("https://a.test/x?q=1", { q: 2, list: [1], none: null, text: "ä&b" })).toBe(
    "https://a.test/x?q=1&q=2&list=%5B1%5D&text=%C3%A4%26b",
  );
});

test("a body is said to be JSON, unless the headers say so already", () => {
  expect(headersOf({ "X-A": 1, none: null }, true)).toEqual({ "X-A": "1", "Content-Type": "application/json" });
  expect(headersOf({ "content-type": "application/json; charset=utf-8" }, true)).toEqual({
    "content-type": "application/json; charset=utf-8",
  });
  expect(isJsonType("Content-Type", "text/plain")).toBe(false);
});

test.each([
  ["", null],
  ['{"a":1}', { a: 1 }],
  ["\uFEFF[1]", [1]],
  ["5", 5],
])("the body %j is %j", (body, responseBody) => {
  const answer = answerOfHttp({ status: 404, reason: "Not Found", headers: {}, body }, {});
  expect(answer).toEqual({ output: { responseCode: 404, reasonPhrase: "Not Found", responseBody } });
});

test.each([
  [
    { status: 200, reason: "OK", headers: {}, body: "<html>" },
    "Unexpected character encountered while parsing value: <",
  ],
  [{ failure: { kind: "timeout", text: "no answer in time" } }, "timed out: no answer in time: GET https://a.test/"],
  [{ failure: { kind: "connection", text: "ECONNREFUSED" } }, "Call failed. ECONNREFUSED: GET https://a.test/"],
])("%j fails the step", (result, message) => {
  expect(answerOfHttp(result, { method: "GET", url: "https://a.test/" })).toEqual({
    failed: expect.stringContaining(message) as string,
  });
});
