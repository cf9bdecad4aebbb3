import { decodeXML } from "entities";
import type { SayAs } from "./say-as.js";

/** Elements of SSML that Twilio takes (https://www.twilio.com/docs/voice/twiml/say/text-speech); others count as their words. */
const ELEMENTS: ReadonlySet<string> = new Set([
  "break",
  "emphasis",
  "lang",
  "p",
  "phoneme",
  "prosody",
  "s",
  "say-as",
  "sub",
  "w",
]);

/** What text and elements can be added to: Twilio's own builder. */
interface Parent {
  addText(text: string): void;
  addChild(name: string, attributes: object): Parent;
}

/** Adds a text, which may be a document of SSML (`<speak>...</speak>`), to what is said; or is read out as something else. */
export function addSpeech(say: Parent, text: string, as?: SayAs): void {
  if (as) return addText(say.addChild("say-as", { "interpret-as": as }), text);
  if (!/^\s*<speak[\s>]/i.test(text)) return addText(say, text);
  const open: { readonly name: string; readonly parent: Parent }[] = [];
  const parent = (): Parent => open.at(-1)?.parent ?? say;
  for (const [, words = "", closing, name = "", attributes = "", empty] of text.matchAll(
    /([^<]*)(?:<(\/?)([a-z-]+)([^<>]*?)(\/?)>|<|$)/gi,
  )) {
    addText(parent(), decodeXML(words));
    const tag = name.toLowerCase();
    if (!ELEMENTS.has(tag)) continue;
    if (closing) {
      const index = open.findLastIndex((element) => element.name === tag);
      if (index >= 0) open.length = index;
      continue;
    }
    const child = parent().addChild(tag, attributesOf(attributes));
    if (!empty && tag !== "break") open.push({ name: tag, parent: child });
  }
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = "", quoted, single]) => [
      name,
      legal(decodeXML(quoted ?? single ?? "")),
    ]),
  );
}

function addText(parent: Parent, text: string): void {
  const legalText = legal(text);
  if (legalText !== "") parent.addText(legalText);
}

/** Without the characters that XML cannot have (XML 1.0, section 2.2), which the builder refuses. */
function legal(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
