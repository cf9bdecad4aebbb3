import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const FILES = ["https://files.example/a.wav", "https://files.example/${name}.wav"];

const playing = (options: JsonObject): ReturnType<typeof flow> =>
  flow("ivr", [
    step("play", "call-play", options, "after"),
    step("after", "call-variable_set", { key: "after", value: "yes" }, "end"),
    step("end", "call-sleep", { duration: 60_000 }),
  ]);

test.each(["stream_urls", "stream_url"])("plays the files of %s, and goes on when they have ended", async (name) => {
  const bench = await Bench.open();
  const session = await bench.call(playing({ [name]: FILES }), { variables: { name: "b" } });
  expect(bench.channel.effects.map(({ event }) => event)).toMatchObject([
    { type: "play", call: "call", stream_urls: ["https://files.example/a.wav", "https://files.example/b.wav"] },
  ]);
  expect((await bench.session(session)).variables["after"]).toBeUndefined();

  await bench.mediaEnds();

  expect((await bench.session(session)).variables["after"]).toBe("yes");
});

test("without files there is nothing to wait for", async () => {
  const bench = await Bench.open();

  const session = await bench.call(playing({ stream_urls: [] }));

  expect(bench.channel.effects).toEqual([]);
  expect((await bench.session(session)).variables["after"]).toBe("yes");
});
