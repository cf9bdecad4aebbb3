import { Bench } from "../../support/bench.js";
import { ask, enterFlow, flow, say } from "../../support/program.js";

test("runs the flow with the same contact, and tells of it", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("parent", [enterFlow("enter", "child")]),
    flow("child", [say("hi", "Hi @contact.urn")]),
  ]);

  const [parent] = await bench.runs(session);
  expect(await bench.events(session, "flow_entered")).toEqual([
    { type: "flow_entered", flow: { uuid: "child", name: "child" }, parent_run_uuid: parent!.id, terminal: false },
  ]);
  expect(bench.channel.texts).toEqual(["Hi tel:+15550100"]);
});

test("the child sees its parent's results, and the parent its child's", async () => {
  const bench = await Bench.open();
  await bench.run([
    flow("parent", [
      ask("name", "enter"),
      enterFlow("enter", "child", "tell"),
      say("tell", "Child: @child.results.age"),
    ]),
    flow("child", [say("hi", "Parent: @parent.results.name", "age"), ask("age")]),
  ]);

  await bench.say("Ann");
  await bench.say("42");

  expect(bench.channel.texts).toEqual(["Parent: Ann", "Child: 42"]);
});

test("a flow that is not there fails the run", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("parent", [enterFlow("enter", "nowhere")]));

  expect(await bench.complaints(session)).toEqual([expect.stringContaining("nowhere")]);
  expect((await bench.session(session)).status).toBe("failed");
});

test("a flow of another type fails the run", async () => {
  const bench = await Bench.open();

  const session = await bench.run([
    flow("parent", [enterFlow("enter", "ivr")]),
    flow("ivr", [], { type: "voice", name: "Phone menu" }),
  ]);

  expect(await bench.complaints(session)).toEqual([
    "can't enter flow[uuid=ivr,name=Phone menu] of type voice from type any",
  ]);
});
