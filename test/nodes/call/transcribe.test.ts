import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const german = { language: "de-DE" };

test("what is said is turned into text beside the flow, until it is stopped", async () => {
  const bench = await Bench.open();
  const session = await bench.call(
    flow("ivr", [
      step("start", "call-transcribe_start", german, "wait"),
      step("wait", "call-sleep", { duration: 1000 }, "stop"),
      step("stop", "call-transcribe_stop", {}, "end"),
      step("end", "call-sleep", { duration: 1000 }),
    ]),
  );

  await bench.onCall({ type: "signal", name: "transcript", data: { text: "Guten Tag", direction: "in" } });
  await bench.pass(1000);

  const [started, stopped] = bench.channel.effects.map(({ event }) => event);
  expect(started).toMatchObject({ type: "transcribe_start", reference_type: "call", reference_id: "call", ...german });
  expect(stopped).toEqual({ type: "transcribe_stop", call: "call", leg: "call", transcribe: started?.["transcribe"] });
  expect(await bench.events(session, "transcript_created")).toMatchObject([
    { type: "transcript_created", call: "call", text: "Guten Tag", direction: "in" },
  ]);
});

const transcribing = flow("ivr", [
  step("answer", "call-answer", {}, "record"),
  step("record", "call-recording_start", {}, "stop"),
  step("stop", "call-recording_stop", {}, "again"),
  step("again", "call-recording_start", {}, "transcribe"),
  step("transcribe", "call-transcribe_recording", german, "after"),
  step("after", "call-variable_set", { key: "after", value: "yes" }, "end"),
  step("end", "call-sleep", { duration: 1000 }),
]);

test("every recording of the call so far is turned into text", async () => {
  const bench = await Bench.open();

  const session = await bench.call(transcribing);

  const recordings = (await bench.session(session)).call?.recordings ?? [];
  const jobs = bench.channel.effects.filter(({ event }) => event.type === "transcribe_start");
  expect(jobs.map(({ event }) => [event["reference_type"], event["reference_id"], event["language"]])).toEqual(
    recordings.map(({ id }) => ["recording", id, "de-DE"]),
  );
  expect(jobs).toHaveLength(2);
});

test("without a call there is nothing to turn into text, and the flow goes on", async () => {
  const bench = await Bench.open();

  const session = await bench.run(transcribing);

  expect(bench.channel.effects).toEqual([]);
  expect((await bench.session(session)).variables["after"]).toBe("yes");
});
