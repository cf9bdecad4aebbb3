import { stepHelp, stepLabel } from "../../runtime/editor/help.js";
import { everything, listener, router } from "./fixture/steps.js";

test("the help lists options with value, necessity and meaning", () => {
  const help = stepHelp(everything);
  expect(help).toContain("- `text` (text with `@` expressions, required): Text. What is said.\n");
  expect(help).toContain("- `delay` (time in ms): Delay\n");
  expect(help).toContain("- `voice` (`male`, `female`): Voice\n");
  expect(help).toContain("- `headers` (map of text): Headers\n");
  expect(help).toContain("- `next_id` (step, by a wire): Next\n");
});

test("the fields of nested objects follow the option that holds them", () => {
  const names = [...stepHelp(everything).matchAll(/^- `([^`]+)` \(/gm)].map((match) => match[1]);
  expect(names).toEqual(expect.arrayContaining(["people", "people[].name", "people[].age", "wait.type", "wait.count"]));
});

test("the help says which exits follow from options", () => {
  expect(stepHelp(router)).toContain("- one for each entry of `categories`\n- `timeout`");
  expect(stepHelp(listener)).toContain("- one for each entry of `patterns`; without any, `none`");
});

test("a text of several lines stays in its place of the list", () => {
  const { properties } = everything.options;
  const options = {
    ...everything.options,
    properties: { ...properties, text: { ...properties["text"], description: "a\nb" } },
  };
  expect(stepHelp({ ...everything, options } as typeof everything)).toContain("required): Text. a b\n");
});

test("a step without a label is called by its type in words", () => {
  expect(stepLabel({ ...listener, type: "digits_receive" })).toBe("digits receive");
  expect(stepLabel({ ...listener, type: "SMS" })).toBe("SMS");
});
