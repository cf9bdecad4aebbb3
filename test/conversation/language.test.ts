import { Bench } from "../support/bench.js";
import { ask, flow, say } from "../support/program.js";

const localization = { spa: { hello: { text: ["Hola"] } }, fra: { hello: { text: ["Bonjour"] } } };
const hello = flow("f", [ask("ask", "hello"), say("hello", "Hello")], { language: "eng", localization });

async function greeting(languages: string[], contactLanguage?: string): Promise<string> {
  const bench = await Bench.open();
  const session = await bench.run(hello, { environment: { allowed_languages: languages } });
  const message = { uuid: "m", text: "hi" };
  const contact = { ...(await bench.contact()), ...(contactLanguage && { language: contactLanguage }) };
  await bench.give(session, { type: "message", message, contact });
  return bench.channel.texts[0] ?? "";
}

test.each([
  ["the contact's, if it is allowed", ["eng", "fra", "spa"], "spa", "Hola"],
  ["the first that is allowed, if the contact's is not", ["fra", "eng"], "spa", "Bonjour"],
  ["the first that is allowed, if the contact has none", ["fra", "spa"], undefined, "Bonjour"],
  ["the flow's own, if there is no translation", ["deu"], undefined, "Hello"],
])("the language is %s", async (_, allowed, contact, text) => {
  expect(await greeting(allowed, contact)).toBe(text);
});
