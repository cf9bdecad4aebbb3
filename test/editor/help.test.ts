import { stepHelp, stepLabel } from "../../runtime/editor/help.js";
import { everything, listener, router } from "./fixture/steps.js";

test("the help lists options with value, necessity and meaning", () => {
  const help = stepHelp(everything);
  expect(help).toContain("| `text` | text with `@` expressions | yes | Text. What is said. |");
  expect(help).toContain("| `delay` | time in ms |  | Delay |");
  expect(help).toContain("| `voice` | `male`, `female` |  | Voice |");
  expect(help).toContain("| `headers` | map of text |  | Headers |");
  expect(help).toContain("| `next_id` | step, by a wire |  | Next |");
});

test("the fields of nested objects follow the option that holds them", () => {
  const names = [...stepHelp(everything).matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]);
  expect(names).toEqual(expect.arrayContaining(["people", "people[].name", "people[].age", "wait.type", "wait.count"]));
});

test("the help says which exits follow from options", () => {
  expect(stepHelp(router)).toContain("- one for each entry of `categories`\n- `timeout`");
  expect(stepHelp(listener)).toContain("- one for each entry of `patterns`; without any, `none`");
});

test("a bar in a text does not break the table", () => {
  const { properties } = everything.options;
  const options = {
    ...everything.options,
    properties: { ...properties, text: { ...properties["text"], description: "a | b\nc" } },
  };
  expect(stepHelp({ ...everything, options } as typeof everything)).toContain("Text. a \\| b c |");
});

test("a step without a label is called by its type in words", () => {
  expect(stepLabel({ ...listener, type: "digits_receive" })).toBe("digits receive");
  expect(stepLabel({ ...listener, type: "SMS" })).toBe("SMS");
});
