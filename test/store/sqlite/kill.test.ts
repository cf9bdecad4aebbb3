import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { StoreCannotOpen } from "../../../runtime/store/errors.js";
import { SqliteStore } from "../../../runtime/store/sqlite/index.js";
import { NOW, testClock } from "../contract/samples.js";
import { temporaryFiles } from "../temporary-files.js";

const newFile = temporaryFiles();

function startCommitting(file: string): ChildProcess {
  const preload = join(__dirname, "typescript.cjs");
  return spawn(process.execPath, ["--require", preload, join(__dirname, "committing-process.ts"), file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Lets a process commit until it has acknowledged so many sprints, and kills it. Gives the last one of each session. */
async function killAfter(file: string, sprints: number): Promise<Map<string, number>> {
  const child = startCommitting(file);
  const acknowledged = new Map<string, number>();
  let left = sprints;
  for await (const line of createInterface({ input: child.stdout! })) {
    const [session, sprint] = line.split(" ");
    if (sprint === undefined) continue;
    acknowledged.set(session!, Number(sprint));
    if (--left === 0) child.kill("SIGKILL");
  }
  return acknowledged;
}

test.each([50, 333, 1500])(
  "a process killed after %i sprints has lost none, and left none half done",
  async (sprints) => {
    const file = newFile();
    const acknowledged = await killAfter(file, sprints);

    const store = new SqliteStore(file, { clock: testClock });

    expect(acknowledged.size).toBeGreaterThan(0);
    for (const [id, sprint] of acknowledged) {
      const stored = (await store.session(id))!;
      const committed = stored.session.sprint;
      expect(committed).toBeGreaterThanOrEqual(sprint);
      expect(stored.revision).toBe(committed);
      expect(await store.events(id)).toHaveLength(2 * committed);
      expect(await store.sessionsWaitingFor(`${id}/${committed}`)).toEqual([{ session: id, lane: id }]);
      expect(await store.sessionsWaitingFor(`${id}/${committed - 1}`)).toEqual([]);
      // The input that follows is accepted or not; those of committed sprints are acknowledged.
      const inputs = await store.inputs(id, 10);
      expect(inputs.map((input) => input.inputId)).toEqual(inputs.length > 0 ? [`${id}/${committed + 1}`] : []);
    }
    const { pendingEffects, timers, sessionsByStatus } = await store.statistics();
    const committed = (await store.eventsAfter(0, 100_000)).length / 2;
    expect(pendingEffects).toBe(committed);
    expect(timers).toBe(sessionsByStatus["waiting"]);
    expect(await store.dueEffects(NOW, 100)).toHaveLength(timers);
    await store.close();
  },
);

test("the file of another process is refused while that lives, and free when it is killed", async () => {
  const file = newFile();
  const child = startCommitting(file);
  await once(child.stdout!, "data");

  expect(() => new SqliteStore(file, { clock: testClock })).toThrow(StoreCannotOpen);
  child.stdout!.resume();
  child.kill("SIGKILL");
  await once(child, "exit");

  await new SqliteStore(file, { clock: testClock }).close();
});
