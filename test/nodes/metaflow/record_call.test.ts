import { connected, ModuleBench, running } from "./fixture.js";

let call: ModuleBench;
beforeEach(async () => {
  const action = (name: string) => ["record_call", { action: name }] as const;
  const program = running({
    1: action("start"),
    2: action("stop"),
    3: action("mask"),
    4: action("unmask"),
    5: ["record_call"],
  });
  call = await ModuleBench.open(program, connected);
});
afterEach(() => call.close());

const recorded = () =>
  call
    .sent("recording_start", "recording_stop", "recording_mask", "recording_unmask")
    .map(({ type, leg }) => `${type.slice("recording_".length)} ${String(leg)}`);

test("what is so already is not done again", async () => {
  for (const number of ["2", "3", "1", "1", "4", "3", "3", "4", "2", "2"]) await call.press(number);
  expect(recorded()).toEqual(["start call", "mask call", "unmask call", "stop call"]);
});

test("toggle turns the recording of the leg that pressed the keys", async () => {
  await call.press("5");
  await call.press("5", "b");
  await call.press("5");
  expect(recorded()).toEqual(["start call", "start b", "stop call"]);
});
