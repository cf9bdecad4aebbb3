import { Bench } from "../support/bench.js";
import { flow, say, step } from "../support/program.js";

/** Starts by a word, and says its name. */
function keyword(id: string, word: string, text = id): ReturnType<typeof flow> {
  return flow(id, [step("in", "entry-message_in", { keywords: [word] }, "say"), say("say", text)], { start: ["say"] });
}

test("the entries of a definition are connected as soon as it is defined", async () => {
  const bench = await Bench.open();
  await bench.define(keyword("menu", "menu"));

  await bench.say("menu");

  expect(bench.channel.texts).toEqual(["menu"]);
});

test("a new version's entries take the place of the old one's", async () => {
  const bench = await Bench.open();
  await bench.define(keyword("menu", "menu"));
  await bench.define(keyword("menu", "card", "new"));

  await bench.say("menu");
  await bench.say("card");

  expect(bench.channel.texts).toEqual(["new"]);
});

test("the entries of a definition that is taken away are gone", async () => {
  const bench = await Bench.open();
  await bench.define(keyword("menu", "menu"));
  await bench.switchboard.undefine("menu");

  await bench.say("menu");

  expect(bench.channel.texts).toEqual([]);
});

test("where the newest version is taken away, the one before it starts again", async () => {
  const bench = await Bench.open();
  await bench.define(keyword("menu", "menu"));
  await bench.define(keyword("menu", "card"));
  await bench.switchboard.undefine("menu", 2);

  await bench.say("card");
  await bench.say("menu");

  expect(bench.channel.texts).toEqual(["menu"]);
});

test("definitions in the store are connected at start", async () => {
  const bench = await Bench.open();
  await bench.define(keyword("menu", "menu"), keyword("help", "help"));

  const next = await bench.restart();
  await next.say("help");

  expect(next.channel.texts).toEqual(["help"]);
});
