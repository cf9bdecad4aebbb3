import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

function detecting(options: JsonObject): ReturnType<typeof flow> {
  return flow("ivr", [
    step("answer", "call-answer", {}, "amd"),
    step("amd", "call-amd", options, "next"),
    step("next", "call-sleep", { duration: 60_000 }),
  ]);
}

async function start(options: JsonObject): Promise<{ bench: Bench; session: string }> {
  const bench = await Bench.open();
  return { bench, session: await bench.call(detecting(options)) };
}

async function nodeOf(bench: Bench, session: string): Promise<string | undefined> {
  return (await bench.runOf(session, "ivr")).tokens[0]?.node;
}

function result(bench: Bench, text: string): Promise<void> {
  return bench.onCall({ type: "signal", name: "amd_result", data: { result: text } });
}

test("waits for the result", async () => {
  const { bench, session } = await start({ machine_handle: "hangup" });
  expect(await nodeOf(bench, session)).toBe("amd");

  await result(bench, "HUMAN");

  expect(await nodeOf(bench, session)).toBe("next");
  expect(await bench.events(session, "amd_result")).toEqual([{ type: "amd_result", call: "call", result: "HUMAN" }]);
});

test("hangs up on a machine, which ends the flow", async () => {
  const { bench, session } = await start({ machine_handle: "hangup" });

  await result(bench, "MACHINE");

  expect((await bench.session(session)).status).toBe("interrupted");
  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "call_hangup", cause: "amd" });
});

test("with `continue`, a machine is talked to", async () => {
  const { bench, session } = await start({ machine_handle: "continue" });

  await result(bench, "MACHINE");

  expect(await nodeOf(bench, session)).toBe("next");
});

test("with `async` the flow goes on, and the result may hang up later", async () => {
  const { bench, session } = await start({ machine_handle: "hangup", async: true });
  expect(await nodeOf(bench, session)).toBe("next");

  await result(bench, "MACHINE");

  expect((await bench.session(session)).status).toBe("interrupted");
});

test("only the exact result counts", async () => {
  const { bench, session } = await start({ machine_handle: "hangup", async: true });

  await result(bench, "NOTSURE");
  await result(bench, "MACHINE");

  expect((await bench.session(session)).status).toBe("waiting");
});

test("a channel that never says who answered does not hold the call for ever", async () => {
  const { bench, session } = await start({});

  await bench.pass(30_000);

  expect(await nodeOf(bench, session)).toBe("next");
});
