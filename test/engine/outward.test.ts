import { Bench } from "../support/bench.js";
import { enterFlow, flow, say, step } from "../support/program.js";
import type { ProgramNode } from "../../runtime/program.js";

/** Says a text; its exit leads to a node of a flow that called this one. */
function leadsTo(target: string, next: string[] = []): ProgramNode {
  return { ...say("in", "In", next), outward: { next: target } };
}

async function texts(child: ProgramNode): Promise<readonly string[]> {
  const bench = await Bench.open();
  await bench.run([
    flow("top", [enterFlow("call", "middle", "after"), say("after", "After"), say("help", "Help")]),
    flow("middle", [enterFlow("inner", "child", "back"), say("back", "Back")]),
    flow("child", [child, say("own", "Own")]),
  ]);
  return bench.channel.texts;
}

test("an exit may lead to a node of a flow further out; the flows in between are left for good", async () => {
  expect(await texts(leadsTo("help"))).toEqual(["In", "Help"]);
});

test("an exit that leads to a node that no flow has ends all of them", async () => {
  expect(await texts(leadsTo("nowhere"))).toEqual(["In"]);
});

test("a wire comes first", async () => {
  expect(await texts(leadsTo("help", ["own"]))).toEqual(["In", "Own", "Back", "After"]);
});

test("so may the exit of a step that called a flow", async () => {
  const bench = await Bench.open();

  await bench.run([
    flow("top", [enterFlow("call", "middle", "after"), say("after", "After"), say("help", "Help")]),
    flow("middle", [{ ...enterFlow("inner", "child"), outward: { next: "help" } }, say("back", "Back")]),
    flow("child", [say("in", "In")]),
  ]);

  expect(bench.channel.texts).toEqual(["In", "Help"]);
});

test("the session has completed when all flows have ended so", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("top", [enterFlow("call", "child", "after"), say("after", "After")]),
    flow("child", [{ ...step("set", "call-variable_set", { key: "a", value: "1" }), outward: { next: "nowhere" } }]),
  ]);

  expect((await bench.session(session)).status).toBe("completed");
});
