import type { JsonObject } from "../../runtime/json.js";
import { chain, takeCalls } from "../api/server.js";
import { Phones } from "./simulator/phones.js";

const CALLER = "+12065550100";

let phones: Phones;
beforeEach(async () => (phones = await Phones.open()));
afterEach(() => phones.close());

async function callTo(...steps: [string, JsonObject?][]): Promise<string> {
  await takeCalls(phones.server.switchboard, "100", chain("beside", ["call-answer"], ...steps));
  return phones.call(CALLER, "100");
}

const LONG: [string, JsonObject] = ["call-sleep", { duration: 3_600_000 }];

test("what is said comes back as text while the call is transcribed", async () => {
  const call = await callTo(["call-transcribe_start", { language: "en-US" }], LONG);
  expect(await phones.view(call)).toMatchObject({ transcribed: true });
  await phones.event(call, { type: "say", text: "I lost my card.", id: "words" });
  await phones.event(call, { type: "say", text: "I lost my card.", id: "words" });
  expect(await phones.events(call, "transcript_created")).toMatchObject([{ direction: "in", text: "I lost my card." }]);
});

test("a recording ends after its time, and can be transcribed", async () => {
  const call = await callTo(
    ["call-recording_start", { duration: 10 }],
    ["call-sleep", { duration: 20_000 }],
    ["call-transcribe_recording", {}],
    LONG,
  );
  await phones.event(call, { type: "say", text: "Call me back." });
  await phones.pass(9000);
  expect(await phones.phone(call, CALLER)).toMatchObject({ recorded: true });
  await phones.pass(1000);
  expect(await phones.events(call, "recording_finished")).toMatchObject([
    { files: [expect.stringMatching(/^https:.*\.wav$/)] },
  ]);
  await phones.event(call, { type: "say", text: "Not recorded any more." });
  await phones.pass(10_000);
  expect((await phones.events(call, "transcript_created")).map(({ text }) => text)).toEqual(["Call me back."]);
});

test("the recording of a call ends with it", async () => {
  const call = await callTo(["call-recording_start", {}], LONG);
  await phones.event(call, { type: "hangup" });
  expect(await phones.events(call, "recording_finished")).toHaveLength(1);
});

test.each([
  ["machine", "ended", []],
  ["human", "in_progress", ["Hello!"]],
])("a call that a %s answers is %s", async (by, status, said) => {
  const call = await phones.callOut(CALLER, [
    { type: "amd", option: { machine_handle: "hangup" } },
    { type: "talk", option: { text: "Hello!" } },
  ]);
  await phones.event(call, { type: "answer", by });
  expect(await phones.view(call)).toMatchObject({ status });
  const talk = (await phones.phone(call, CALLER)).transcript.filter(({ kind }) => kind === "talk");
  expect(talk.map(({ text }) => text)).toEqual(said);
});
