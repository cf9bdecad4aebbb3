import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { ask, flow, say, step } from "../../support/program.js";

async function rounds(options: JsonObject, exits: Record<string, string> = { target: "say", next: "end" }) {
  const bench = await Bench.open();
  const session = await bench.run(
    flow("loop", [say("say", "Round", "goto"), step("goto", "call-goto", options, exits), say("end", "End")]),
  );
  return { bench, session, texts: bench.channel.texts };
}

test("jumps so many times, then goes on", async () => {
  const { texts } = await rounds({ loop_count: 2 });

  expect(texts).toEqual(["Round", "Round", "Round", "End"]);
});

test.each([{}, { loop_count: 0 }, { loop_count: -1 }])("goes straight on without a count: %j", async (options) => {
  const { texts } = await rounds(options);

  expect(texts).toEqual(["Round", "End"]);
});

test("jumps to the target that is named, where the exit leads nowhere", async () => {
  const { texts } = await rounds({ loop_count: 1, target_id: "say" }, { next: "end" });

  expect(texts).toEqual(["Round", "Round", "End"]);
});

test("fails where there is nowhere to go", async () => {
  const { bench, session } = await rounds({ loop_count: 1, target_id: "nowhere" }, { next: "end" });

  expect(await bench.complaints(session)).toEqual(["there is no step 'nowhere' to go to"]);
});

test("stays through with its jumps, also in a later sprint", async () => {
  const bench = await Bench.open();
  await bench.run(
    flow("loop", [
      say("say", "Round", "goto"),
      step("goto", "call-goto", { loop_count: 1 }, { target: "say", next: "ask" }),
      ask("ask", "say"),
    ]),
  );

  await bench.say("again");

  expect(bench.channel.texts).toEqual(["Round", "Round", "Round"]);
});

test("counts anew in each run of its flow", async () => {
  const bench = await Bench.open();
  const twice = flow("twice", [
    step("one", "call-fetch_flow", { flow_id: "loop" }, "two"),
    step("two", "call-fetch_flow", { flow_id: "loop" }),
  ]);
  const loop = flow("loop", [
    say("say", "Round", "goto"),
    step("goto", "call-goto", { loop_count: 1 }, { target: "say" }),
  ]);

  await bench.run([twice, loop]);

  expect(bench.channel.texts).toEqual(["Round", "Round", "Round", "Round"]);
});
