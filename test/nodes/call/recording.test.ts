import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

async function recording(options: JsonObject = {}): Promise<{ bench: Bench; session: string }> {
  const bench = await Bench.open();
  const session = await bench.call(
    flow("ivr", [
      step("answer", "call-answer", {}, "record"),
      step("record", "call-recording_start", options, "wait"),
      step("wait", "call-sleep", { duration: 60_000 }, "stop"),
      step("stop", "call-recording_stop", {}, "end"),
      step("end", "call-sleep", { duration: 60_000 }),
    ]),
  );
  return { bench, session };
}

function sent(bench: Bench): readonly string[] {
  return bench.channel.effects.map(({ event }) => event.type);
}

test("records beside the flow, until it is stopped", async () => {
  const { bench, session } = await recording({ format: "mp3", end_of_silence: 5, duration: 30, beep_start: true });
  expect(bench.channel.effects[1]?.event).toEqual({
    type: "recording_start",
    call: "call",
    leg: "call",
    recording: expect.any(String) as string,
    format: "mp3",
    end_of_silence: 5,
    duration: 30,
    beep_start: true,
  });

  await bench.pass(60_000);

  expect(sent(bench)).toEqual(["call_answered", "recording_start", "recording_stop"]);
  const { variables } = await bench.session(session);
  expect(variables).toMatchObject({
    "voipbin.recording.reference_type": "call",
    "voipbin.recording.reference_id": "call",
    "voipbin.recording.format": "mp3",
  });
});

test("its key ends it; the flow is not moved", async () => {
  const { bench, session } = await recording({ end_of_key: "#" });

  await bench.press("1");
  expect(sent(bench)).not.toContain("recording_stop");
  await bench.press("#");

  expect(sent(bench)).toEqual(["call_answered", "recording_start", "recording_stop"]);
  expect((await bench.runOf(session, "ivr")).tokens[0]?.node).toBe("wait");
});

test("any key ends it where the flow says so", async () => {
  const { bench } = await recording({ end_of_key: "any" });

  await bench.press("7");

  expect(sent(bench)).toContain("recording_stop");
});

test("the channel says when it is over, and where it is", async () => {
  const { bench, session } = await recording();
  const id = (await bench.session(session)).call?.recordings?.[0]?.id;

  await bench.onCall({
    type: "signal",
    name: "recording_finished",
    data: { recording: id, files: ["https://files.example/1.wav"] },
  });
  await bench.pass(60_000);

  const { call, variables } = await bench.session(session);
  expect(call?.recordings).toEqual([{ id, format: "wav", status: "finished", files: ["https://files.example/1.wav"] }]);
  expect(variables["voipbin.recording.filenames"]).toBe("https://files.example/1.wav");
  expect(sent(bench)).not.toContain("recording_stop");
});

test("a call that is not answered, and one that is recorded already, cannot be recorded; the flow goes on", async () => {
  const bench = await Bench.open();

  const session = await bench.call(
    flow("ivr", [
      step("early", "call-recording_start", {}, "answer"),
      step("answer", "call-answer", {}, "first"),
      step("first", "call-recording_start", {}, "second"),
      step("second", "call-recording_start", {}, "end"),
      step("end", "call-sleep", { duration: 1000 }),
    ]),
  );

  expect(sent(bench)).toEqual(["call_answered", "recording_start"]);
  expect(await bench.complaints(session)).toEqual([
    "recording_start: the call is not answered",
    "recording_start: the call is recorded already",
  ]);
});

test("a recording that is ready after the flow has ended is told of", async () => {
  const { bench, session } = await recording();
  const id = (await bench.session(session)).call?.recordings?.[0]?.id;
  await bench.hangUp();

  await bench.give(session, { type: "signal", name: "recording_finished", data: { recording: id, files: ["a.wav"] } });

  expect(await bench.events(session, "recording_finished")).toEqual([
    { type: "recording_finished", call: "call", recording: id, files: ["a.wav"] },
  ]);
});
