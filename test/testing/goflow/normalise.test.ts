import { expectSame } from "../../../runtime/testing/goflow/compare.js";
import { normalise, uuidsIn } from "../../../runtime/testing/goflow/normalise.js";
import { masked } from "../../../runtime/testing/goflow/volatile.js";

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

describe("outputs of two engines", () => {
  test("are the same if only made ids differ", () => {
    const of = (made: string, text: string) =>
      normalise({ node: uuid("1"), step_uuid: made, text }, uuidsIn(uuid("1")));
    expect(of(uuid("2"), `step ${uuid("2")}`)).toEqual(of(uuid("3"), `step ${uuid("3")}`));
    expect(of(uuid("2"), `step ${uuid("2")}`)).not.toEqual(of(uuid("2"), `step ${uuid("3")}`));
  });

  test("are not the same if a given id is another one", () => {
    const known = uuidsIn(uuid("1"), uuid("2"));
    expect(normalise({ node_uuid: uuid("1") }, known)).not.toEqual(normalise({ node_uuid: uuid("2") }, known));
  });

  test("count an id as made where it names a step, though a document has the same", () => {
    const known = uuidsIn(uuid("1"));
    expect(normalise({ step_uuid: uuid("1") }, known)).toEqual(normalise({ step_uuid: uuid("2") }, known));
  });

  test("differ where one has a time and the other none", () => {
    const none = uuidsIn();
    expect(normalise({ exited_on: "2018-01-01" }, none)).toEqual(normalise({ exited_on: "2019-01-01" }, none));
    expect(normalise({ exited_on: "2018-01-01" }, none)).not.toEqual(normalise({ exited_on: null }, none));
  });

  test("compare exchanges by their lines and bodies", () => {
    const of = (response: string) => normalise({ response }, uuidsIn());
    expect(of('HTTP/1.0 200 OK\r\nDate: now\r\n\r\n{ "a": 1 }')).toEqual(of('HTTP/1.1 200 OK\r\n\r\n{"a":1}'));
    expect(of("HTTP/1.0 200 OK\r\n\r\nyes")).not.toEqual(of("HTTP/1.0 200 OK\r\n\r\nno"));
    expect(of("HTTP/1.0 200 OK\r\n\r\nyes")).not.toEqual(of("HTTP/1.0 400 Bad Request\r\n\r\nyes"));
  });
});

test("a difference is named by its path", () => {
  expect(() => expectSame({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, "outputs")).toThrow(
    "outputs/a/1/b: expected 2, got 3",
  );
  expect(() => expectSame([1], [1, 2], "list")).toThrow("list/1: expected nothing, got 2");
});

test("places that say nothing are masked, and the others stay", () => {
  const value = [{ events: [{ text: "now", type: "x" }] }];
  expect(masked(value, ["/0/events/0/text", "/0/absent/0"])).toEqual([{ events: [{ text: "<volatile>", type: "x" }] }]);
  expect(value).toEqual([{ events: [{ text: "now", type: "x" }] }]);
});
