import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readVoipbin } from "../../runtime/formats/voipbin/index.js";
import type { Program } from "../../runtime/program.js";
import { does } from "../nodes/call/dialled.js";
import { Bench } from "../support/bench.js";

/** A flow of VoIPBIN's tutorials, shortened in its texts. */
function tutorial(bench: Bench, name: string): Program {
  const document: unknown = JSON.parse(readFileSync(join(__dirname, "tutorials", `${name}.json`), "utf8"));
  const read = readVoipbin(document, { ids: bench.switchboard.ids });
  if ("program" in read) return read.program;
  throw new Error(JSON.stringify(read.problems));
}

/** What was said last, and did not end yet. */
function said(bench: Bench): unknown {
  return bench.channel.effects.findLast(({ event }) => event.type === "talk")?.event["text"];
}

test("simple branch: the key decides what is said before the call is hung up", async () => {
  const bench = await Bench.open();
  await bench.call(tutorial(bench, "branch"));
  await bench.mediaEnds();

  await bench.press("2");
  expect(said(bench)).toBe("You chose bohemian rhapsody.");
  await bench.mediaEnds();

  expect(bench.channel.types.at(-1)).toBe("call_hangup");
});

test("simple branch: who presses nothing hears the menu three times", async () => {
  const bench = await Bench.open();
  await bench.call(tutorial(bench, "branch"));

  for (let round = 1; round <= 3; round++) {
    expect(said(bench)).toContain("This is branch test");
    await bench.mediaEnds();
    await bench.pass(5000);
    expect(said(bench)).toContain("Default selected");
    await bench.mediaEnds();
  }

  expect(said(bench)).toContain("Loop over");
});

test("simple message send: the message goes to every destination", async () => {
  const bench = await Bench.open();

  await bench.run(tutorial(bench, "message"));

  expect(bench.channel.effects.map(({ event }) => [event["destination"], event["text"]])).toEqual(
    ["+821100000002", "+821100000003", "+821100000004"].map((number) => [number, "hello, this is test message."]),
  );
});

test("simple voicemail: a caller whose call is not taken leaves a message after the beep", async () => {
  const bench = await Bench.open();
  await bench.call(tutorial(bench, "voicemail"));

  await does(bench, "+821021546521", "hangup", "busy");
  expect(said(bench)).toContain("Please leave a message after tone.");
  await bench.mediaEnds();
  expect(bench.channel.types.at(-1)).toBe("beep");
  await bench.mediaEnds();
  expect(bench.channel.effects.at(-1)?.event).toMatchObject({ type: "recording_start", beep_start: true });
  await bench.pass(10_000);

  expect(bench.channel.types.at(-1)).toBe("call_hangup");
});

test("simple voicemail: a caller who is connected is hung up when the other has gone", async () => {
  const bench = await Bench.open();
  await bench.call(tutorial(bench, "voicemail"));

  await does(bench, "+821021546521", "answered");
  await does(bench, "+821021546521", "hangup");

  expect(said(bench)).toBeUndefined();
  expect(bench.channel.types.at(-1)).toBe("call_hangup");
});

test("simple message send and a new call: the call's own flow talks when it is answered", async () => {
  const bench = await Bench.open();
  await bench.run(tutorial(bench, "message-and-call"));
  expect(bench.channel.types).toEqual(["message_send", "call_dial"]);

  const call = String(bench.channel.effects.at(-1)?.event["call"]);
  await bench.switchboard.callEvent(bench.channel.id, call, { type: "call", event: "answered", leg: call });
  await bench.settle();

  expect(said(bench)).toBe("hello, this is test message.");
});
