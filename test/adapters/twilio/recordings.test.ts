import type { JsonObject } from "../../../runtime/json.js";
import { contract, testTwilio } from "./account.js";
import { Parties } from "./parties.js";
import { CALL } from "./phone.js";

let parties: Parties;
beforeEach(async () => {
  if (contract) parties = await Parties.open();
});
afterEach(() => contract && parties.close());

const START = `POST /Calls/${CALL}/Recordings.json`;
const recording = (sid: string): string => `POST /Calls/${CALL}/Recordings/${sid}.json`;
const FIRST = `RE${"1".padStart(32, "0")}`;
const LONG: [string, JsonObject] = ["call-sleep", { duration: 3_600_000 }];

testTwilio("a recording ends after its time", async () => {
  await parties.call(["call-answer"], ["call-recording_start", { duration: 30 }], LONG);
  await parties.pass(29_000);
  expect(parties.requests(recording(FIRST))).toEqual([]);
  await parties.pass(1000);
  expect(parties.requests(recording(FIRST)).map(({ form }) => form)).toEqual([{ Status: "stopped" }]);
});

testTwilio("its time is kept by the session: another process ends it", async () => {
  await parties.call(["call-answer"], ["call-recording_start", { duration: 30 }], LONG);
  await parties.restart();
  await parties.pass(30_000);
  expect(parties.requests(recording("Twilio.CURRENT")).map(({ form }) => form)).toEqual([{ Status: "stopped" }]);
});

testTwilio("a beep is heard before what comes next", async () => {
  const steps: [string, JsonObject][] = [
    ["call-answer", {}],
    ["call-recording_start", { beep_start: true }],
  ];
  const phone = await parties.call(...steps, ["call-talk", { text: "Speak." }]);
  expect(phone.heard).toEqual([expect.stringMatching(/beep\.wav$/), "Speak."]);
  expect(parties.requests(START)).toHaveLength(1);
});

testTwilio("a beep is heard by itself where nothing comes next", async () => {
  const phone = await parties.call(["call-answer"], ["call-recording_start", { beep_start: true }], LONG);
  expect(phone.heard).toEqual([expect.stringMatching(/beep\.wav$/)]);
});

testTwilio("a metaflow masks what it records, and unmasks it; its time ends it", async () => {
  const caller = await parties.call(["call-answer"], LONG);
  await parties.run(caller, "record_call", { action: "start", time_limit: 60 });
  for (const action of ["mask", "unmask"]) await parties.run(caller, "record_call", { action });
  await parties.pass(60_000);
  expect(parties.requests(recording(FIRST)).map(({ form }) => form)).toEqual([
    { Status: "paused", PauseBehavior: "silence" },
    { Status: "in-progress" },
    { Status: "stopped" },
  ]);
});
