import { flow, step } from "../../support/program.js";
import { connected, ModuleBench, running } from "./fixture.js";

/** Modules that tell the channel something and go on at once, and what it is told when b has pressed the keys. */
test.each([
  ["play", { id: "m" }, { type: "play", legs: ["b", "call"], media: "m" }],
  ["play", { id: "m", leg: "peer" }, { type: "play", legs: ["call"] }],
  ["tts", { text: "hi" }, { type: "tts", legs: ["b"], text: "hi", voice: "female", engine: "flite" }],
  ["tts", { text: "hi", terminators: [], leg: "both" }, { type: "tts", legs: ["b", "call"], terminators: [] }],
  ["audio_level", { action: "start", level: -4 }, { type: "audio_level", legs: ["b"], action: "start", level: -4 }],
  ["audio_level", { action: "stop", leg: "peer" }, { type: "audio_level", legs: ["call"] }],
  [
    "sound_touch",
    { adjust_in_semitones: 5 },
    { type: "sound_touch", leg: "b", action: "start", adjust_in_semitones: 5 },
  ],
  ["break", {}, { type: "playback_stop", leg: "b" }],
])("%s %j", async (type, options, told) => {
  const call = await ModuleBench.open(running({ 1: [type, options] }), connected);
  await call.press("1", "b");
  expect(call.sent(told.type)).toMatchObject([told]);
  expect(call.sent("say")).toMatchObject([{ text: "1", legs: ["b"] }]);
  await call.close();
});

test.each([
  ["play", "play: there is no media id", ["1"]],
  ["tts", "tts: there is no text", []],
])("%s without anything to be heard: %s", async (type, complaint, said) => {
  const call = await ModuleBench.open(running({ 1: [type] }), connected);
  await call.press("1");
  expect(await call.complaints()).toEqual([complaint]);
  expect(call.sent("say").map(({ text }) => text)).toEqual(said);
  await call.close();
});

test.each([
  [{}, 1],
  [{ answer: false }, 0],
])("play answers a call that nobody has answered, unless it shall not: %j", async (more, times) => {
  const waits = flow("waits", [
    step("sleep", "call-sleep", { duration: 60_000 }),
    step("listener", "metaflow-listen", { numbers: ["1"] }, { "numbers.1": "play" }),
    step("play", "metaflow-play", { id: "m", ...more }),
  ]);
  const call = await ModuleBench.open(waits, {});
  await call.press("1");
  expect(call.sent("play")).toMatchObject([{ media: "m", legs: ["call"] }]);
  expect(call.sent("call_answered")).toHaveLength(times);
  await call.close();
});
