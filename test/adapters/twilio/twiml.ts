import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element of TwiML. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** All text in it. */
  readonly text: string;
}

const SSML = ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"];
const inSsml = Object.fromEntries(SSML.map((name) => [name, SSML]));

/** What may stand in what (https://www.twilio.com/docs/voice/twiml, "Nesting rules" of each verb). */
const NESTING: Readonly<Record<string, readonly string[]>> = {
  Response: ["Dial", "Gather", "Hangup", "Pause", "Play", "Redirect", "Reject", "Say"],
  Gather: ["Pause", "Play", "Say"],
  Dial: ["Conference", "Number"],
  Say: SSML,
  ...inSsml,
};

/** Attributes of the verbs that are used, as the same pages list them. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Gather: ["action", "actionOnEmptyResult", "finishOnKey", "input", "method", "numDigits", "timeout"],
  Say: ["language", "loop", "voice"],
  Play: ["digits", "loop"],
  Pause: ["length"],
  Redirect: ["method"],
  Reject: ["reason"],
  Dial: ["action", "answerOnBridge", "callerId", "hangupOnStar", "method", "timeLimit", "timeout"],
  Number: [],
  Conference: ["beep", "endConferenceOnExit", "muted", "startConferenceOnEnter", "waitUrl", "waitMethod"],
  break: ["strength", "time"],
  emphasis: ["level"],
  lang: ["xml:lang"],
  phoneme: ["alphabet", "ph"],
  prosody: ["pitch", "rate", "volume"],
  "say-as": ["interpret-as", "format"],
  sub: ["alias"],
  w: ["role"],
};

/** Verbs after which nothing is reached. */
const LAST = ["Hangup", "Redirect", "Reject"];

/** The verbs of a document. Throws where it breaks a rule of TwiML. */
export function readTwiml(document: string): readonly Element[] {
  const valid = XMLValidator.validate(document);
  if (valid !== true) throw new Error(`No XML: ${valid.err.msg} in ${document}`);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    trimValues: false,
    parseTagValue: false,
  });
  const [response] = elementsOf(parser.parse(document) as Node[]).filter(({ name }) => name !== "?xml");
  if (response?.name !== "Response") throw new Error(`The document is no Response: ${document}`);
  check(response);
  const early = response.children.findIndex(({ name }) => LAST.includes(name));
  if (early >= 0 && early < response.children.length - 1) throw new Error(`What follows is not reached: ${document}`);
  return response.children;
}

type Node = Readonly<Record<string, unknown>>;

function elementsOf(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@");
    if (name === undefined || name === "#text") return [];
    const children = node[name] as Node[];
    const attributes = (node[":@"] ?? {}) as Record<string, string>;
    return [{ name, attributes, children: elementsOf(children), text: textOf(children) }];
  });
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      const [name = "", value] = Object.entries(node).find(([key]) => key !== ":@") ?? [];
      return name === "#text" ? String(value) : textOf(value as Node[]);
    })
    .join("");
}

function check(element: Element): void {
  const { name, attributes, children } = element;
  for (const child of children) {
    if (!NESTING[name]?.includes(child.name)) throw new Error(`<${child.name}> may not stand in <${name}>.`);
    check(child);
  }
  for (const attribute of Object.keys(attributes)) {
    if (!ATTRIBUTES[name]?.includes(attribute)) throw new Error(`<${name}> has no attribute '${attribute}'.`);
  }
  for (const count of ["timeout", "length", "numDigits"]) {
    const value = attributes[count];
    if (value !== undefined && !/^[1-9]\d*$/.test(value)) throw new Error(`${count}='${value}' is no positive number.`);
  }
}
