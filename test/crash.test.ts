import { conversations, maskedEvents, CrashRun } from "./support/crash-run.js";
import { temporaryFiles } from "./store/temporary-files.js";

const newFile = temporaryFiles();
const KILLS = 5;

test("a process that is killed again and again loses nothing and does nothing twice", async () => {
  const undisturbed = new CrashRun(`sqlite:${newFile()}`, conversations(200));
  const disturbed = new CrashRun(`sqlite:${newFile()}`, conversations(200));

  await undisturbed.run([]);
  // Seeded: numbers of accepted inputs, in each process, after which it is killed.
  await disturbed.run(seeded(20260115, KILLS).map((random) => 1 + Math.floor(random * 150)));

  expect(disturbed.kills).toBe(KILLS);
  expect(disturbed.reports.size).toBe(200);
  for (const [id, report] of undisturbed.reports) {
    expect([id, maskedEvents(disturbed.reports.get(id)!)]).toEqual([id, maskedEvents(report)]);
  }
  expect([...disturbed.effects.keys()].sort()).toEqual([...undisturbed.effects.keys()].sort());
  for (const [key, contents] of disturbed.effects) {
    // However often it was delivered, it was the same.
    expect([key, new Set(contents).size]).toEqual([key, 1]);
  }
  expect(disturbed.left).toMatchObject({
    pendingInputs: 0,
    rejectedInputs: 0,
    pendingEffects: 0,
    deadEffects: 0,
    timers: 0,
  });
}, 40_000);

test("a call that was in the middle of a code when the process was killed takes the other keys", async () => {
  const [call] = conversations(3).slice(2);
  const run = new CrashRun(`sqlite:${newFile()}`, [call!]);

  // The start of the call and its first key.
  await run.run([2]);

  expect(run.kills).toBe(1);
  expect(run.reports.get(call!.session)?.session.variables).toMatchObject({ pressed: "<123>" });
}, 20_000);

/** Numbers in [0, 1) that look random and are the same every time (mulberry32). */
function seeded(seed: number, count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  });
}
