import { Bench } from "../support/bench.js";
import { flow, step } from "../support/program.js";

let bench: Bench;
beforeEach(async () => (bench = await Bench.open()));
afterEach(() => bench.close());

const follower = flow("follower", [step("set", "call-variable_set", { key: "y", value: "${x}" })]);
const first = (...nodes: ReturnType<typeof step>[]) => flow("first", nodes, { onComplete: "follower" });
const setX = step("set", "call-variable_set", { key: "x", value: "1" });

async function followerOf(session: string) {
  const [executed] = await bench.events(session, "on_complete_executed");
  return executed && bench.session(String(executed["session"]));
}

test("the flow that follows has the variables of the one that has ended", async () => {
  const session = await bench.run([first(setX), follower]);
  expect(await followerOf(session)).toMatchObject({
    status: "completed",
    variables: { x: "1", y: "1", "voipbin.activeflow.reference_activeflow_id": session },
  });
});

test("it follows a hangup too, and has no call then", async () => {
  const session = await bench.call([first(step("sleep", "call-sleep", { duration: 9000 })), follower]);
  await bench.hangUp();
  const followed = await followerOf(session);
  expect(followed?.status).toBe("completed");
  expect(followed?.call).toBeUndefined();
});

test("it is about the same call", async () => {
  const note = (key: string, next: string[] = []) =>
    step(key, "call-variable_set", { key, value: `\${voipbin.activeflow.${key}}` }, next);
  const session = await bench.call([
    first(note("complete_count")),
    flow("follower", [
      note("reference_type", ["reference_id"]),
      note("reference_id", ["complete_count"]),
      note("complete_count"),
    ]),
  ]);

  expect((await bench.session(session)).variables).toMatchObject({ complete_count: "0" });
  expect((await followerOf(session))?.variables).toMatchObject({
    reference_type: "call",
    reference_id: "call",
    complete_count: "1",
  });
});

test("nothing follows while the flow goes on", async () => {
  const session = await bench.call([first(step("sleep", "call-sleep", { duration: 9000 })), follower]);
  expect(await followerOf(session)).toBeUndefined();
});

test("a flow that follows itself does so four times", async () => {
  const session = await bench.run(flow("again", [setX], { onComplete: "again" }));
  const counts: unknown[] = [];
  for (let id: unknown = session; id !== undefined;) {
    const [executed] = await bench.events(String(id), "on_complete_executed");
    if (executed) counts.push(executed["complete_count"]);
    id = executed?.["session"];
  }
  expect(counts).toEqual(["1", "2", "3", "4"]);
});
