import { isValidPattern } from "../../../runtime/expressions/excellent/index.js";
import { matchPattern } from "../../../runtime/expressions/excellent/regex/index.js";

const first = (pattern: string, text: string): string | undefined | null => {
  const match = matchPattern(text, pattern);
  return match ? match[0] : match;
};

describe("patterns", () => {
  test.each([
    ["b+", "aBBc", "BB"],
    ["(?-i)B", "abc", null],
    ["^b$", "a\nb\nc", "b"],
    ["\\Ab", "a\nb", null],
    ["a|ab", "ab", "a"],
    ["a+?", "aaa", "a"],
    ["(?U)a+", "aaa", "a"],
    ["a{2}", "aaaa", "aa"],
    ["a{2,}", "aaaa", "aaaa"],
    ["a{,2}", "a{,2}", "a{,2}"],
    [".", "\n", null],
    ["(?s).", "\n", "\n"],
    ["\\p{Greek}+", "abc αβγ", "αβγ"],
    ["\\pL+", "12é", "é"],
    ["[^\\d\\s]+", "12 ab", "ab"],
    ["[[:alpha:]]+", "12ab", "ab"],
    ["[]a]+", "x]a", "]a"],
    ["[a-]+", "b-a", "-a"],
    ["[😀-🙏]", "hi 😂", "😂"],
    ["\\x41\\x{1F600}", "A😀", "A😀"],
    ["\\Qa.b\\E", "axb a.b", "a.b"],
    ["\\bfoo\\b", "a foo.", "foo"],
    ["(a*)*b", "aab", "aab"],
    ["", "abc", ""],
  ])("%s finds in %j %j", (pattern, text, expected) => expect(first(pattern, text)).toBe(expected));

  test("give the text of each group, nothing for one that took no part", () => {
    expect(matchPattern("ac", "(a)(b)?(?P<last>c)")).toEqual(["ac", "a", undefined, "c"]);
  });

  test("the last round of a repeated group is what it has", () => {
    expect(matchPattern("abc", "(?:(.))+")).toEqual(["abc", "c"]);
  });

  test.each([
    "(",
    ")",
    "[",
    "a**",
    "*a",
    "(?=a)",
    "(?<!a)b",
    "\\1",
    "\\y",
    "a{2000}",
    "[z-a]",
    "\\p{Nope}",
    "(a{1000}){1000}",
  ])("%s is not valid", (pattern) => expect(isValidPattern(pattern)).toBe(false));

  test.each(["(a+)+$", "(a|aa)+$", "(.*)*x", "(a?){50}a{50}"])(
    "%s takes no time that grows beyond bounds",
    (pattern) => {
      expect(matchPattern("a".repeat(2000) + "!", `${pattern}\\z`)).toBeNull();
    },
  );
});
