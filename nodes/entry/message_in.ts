import Type from "typebox";
import { channel, texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** Letters, digits and what belongs to them: punctuation and case make no other word. */
const WORDS = /[\p{L}\p{M}\p{N}_]+/gu;

/** A message from a contact starts the flow. */
export const messageIn = defineStep({
  family: "entry",
  type: "message_in",
  summary: "Starts the flow when a contact sends a message.",
  help: "`msg.payload` is the text. A contact who is in a session that waits for a message goes on there, unless told otherwise.",
  icon: "fa-comment",
  options: Type.Object({
    channel: Type.Optional(channel({ title: "Channel", description: "Id of the channel. Empty: any." })),
    keywords: Type.Optional(texts({ title: "Keywords", description: "In any case. None: any message." })),
    match: Type.Optional(
      Type.Union([Type.Literal("first_word"), Type.Literal("only_word")], {
        title: "The keyword is",
        description: "first_word: the message begins with it; only_word: there is nothing else.",
        default: "first_word",
      }),
    ),
    whenWaiting: Type.Optional(
      Type.Union([Type.Literal("leave"), Type.Literal("interrupt"), Type.Literal("beside")], {
        title: "If a session waits",
        description: "leave: it gets the message; interrupt: it ends and this flow starts; beside: both.",
        default: "leave",
      }),
    ),
  }),
  exits: ["next"],
  entry: true,
  check: ({ keywords = [] }) =>
    keywords.flatMap((keyword, index) =>
      wordsOf(keyword).length === 1
        ? []
        : [{ field: `keywords/${index}`, message: `must be one word, is '${keyword}'` }],
    ),
  deploy({ switchboard, flow, node }, { channel, keywords = [], match, whenWaiting = "leave" }) {
    const wanted = new Set(keywords.flatMap(wordsOf));
    return switchboard.triggers.onMessage({
      flow,
      entry: node,
      whenWaiting,
      matches({ channel: source, message }) {
        if (channel && channel !== source) return undefined;
        if (wanted.size === 0) return {};
        const [first, ...others] = wordsOf(message.text);
        if (first === undefined || !wanted.has(first) || (match === "only_word" && others.length > 0)) return undefined;
        return { keyword: first };
      },
    });
  },
  enter: begin,
});

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORDS) ?? [];
}
