import { messageParts } from "../../runtime/channels/message-parts.js";

const message = { text: "", attachments: [], quickReplies: [] };

test("a channel that can everything gets the message as it is", () => {
  const whole = { text: "Which?", attachments: ["image/png:https://a/b.png"], quickReplies: ["Red", "Blue"] };

  expect(messageParts(whole, { can: ["text", "attachments", "quick_replies"] })).toEqual([whole]);
});

test("choices become a numbered list, and attachments links, where the channel has only text", () => {
  const whole = { text: "Which?", attachments: ["image/png:https://a/b.png"], quickReplies: ["Red", "Blue"] };

  expect(messageParts(whole, { can: ["text"] })).toEqual([
    { text: "Which?\n\n1. Red\n2. Blue\n\nhttps://a/b.png", attachments: [], quickReplies: [] },
  ]);
});

test("more choices than the channel has buttons for are a list", () => {
  const [part] = messageParts(
    { ...message, text: "Which?", quickReplies: ["A", "B", "C"] },
    { can: ["text", "quick_replies"], maxQuickReplies: 2 },
  );

  expect(part).toMatchObject({ text: "Which?\n\n1. A\n2. B\n3. C", quickReplies: [] });
});

test("a long text is cut between words, and choices stand at its end", () => {
  const parts = messageParts(
    { ...message, text: "one two three four", quickReplies: ["Yes"] },
    { can: ["text", "quick_replies"], maxText: 9 },
  );

  expect(parts.map(({ text, quickReplies }) => [text, quickReplies])).toEqual([
    ["one two", []],
    ["three", []],
    ["four", ["Yes"]],
  ]);
});

test("no character is cut in two", () => {
  const parts = messageParts({ ...message, text: "😀😀😀" }, { can: ["text"], maxText: 3 });

  expect(parts.map(({ text }) => text)).toEqual(["😀", "😀", "😀"]);
});

test("attachments that are too many for one message go with further ones", () => {
  const attachments = ["a", "b", "c"].map((name) => `image/png:https://a/${name}.png`);
  const parts = messageParts(
    { ...message, text: "See", attachments },
    { can: ["text", "attachments"], maxAttachments: 2 },
  );

  expect(parts.map((part) => [part.text, part.attachments.length])).toEqual([
    ["See", 2],
    ["", 1],
  ]);
});

test("a template stays whole where the provider knows templates, and is its text elsewhere", () => {
  const template = { name: "welcome", namespace: "", language: "eng", variables: ["Ann"] };
  const welcome = { ...message, text: "Welcome, Ann", template };

  expect(messageParts(welcome, { can: ["text", "templates"], maxText: 5 })).toEqual([welcome]);
  expect(messageParts(welcome, { can: ["text"] })).toEqual(
    [message].map((rest) => ({ ...rest, text: "Welcome, Ann" })),
  );
});
