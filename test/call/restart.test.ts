import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../runtime/store/open.js";
import { VirtualClock } from "../../runtime/testing/virtual-clock.js";
import { dialled, does, hungUp, talks } from "../nodes/call/dialled.js";
import { Bench, NOW } from "../support/bench.js";
import { flow, step } from "../support/program.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "switchboard-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const open = async (clock: VirtualClock): Promise<Bench> =>
  Bench.open({ clock, store: await openStore(`sqlite:${join(folder, "calls.db")}`, { clock }) });

const connecting = flow("two", [
  step("connect", "call-connect", { destinations: [{ target: "1002" }] }, "after"),
  step("after", "call-talk", { text: "after" }),
]);

test("a call with two legs outlives its process and its store's closing", async () => {
  const before = await open(new VirtualClock(NOW));
  const session = await before.call(connecting);
  await does(before, "1002", "answered");
  const [leg] = dialled(before, "1002");
  await before.close();

  const after = await open(new VirtualClock(NOW + 1000));
  const { legs } = (await after.session(session)).call!;
  expect(Object.values(legs).map(({ status }) => status)).toEqual(["progressing", "progressing"]);
  expect(legs[leg!]?.bridge).toBe(legs["call"]?.bridge);
  await after.onCall({ type: "call", event: "hangup", leg: leg! });

  expect(talks(after)).toEqual(["after"]);
  await after.close();
});

test("a leg that rang when the process ended is still given up in time", async () => {
  const before = await open(new VirtualClock(NOW));
  await before.call(connecting);
  const [leg] = dialled(before, "1002");
  await before.close();

  const after = await open(new VirtualClock(NOW + 59_000));
  expect(hungUp(after)).toEqual([]);
  await after.pass(1000);

  expect(hungUp(after)).toEqual([`${leg} dialout`]);
  await after.close();
});
