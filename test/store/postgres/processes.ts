import { conversations, CrashRun, maskedEvents } from "../../support/crash-run.js";
import type { PostgresServer } from "../../support/postgres.js";
import { SharedRun } from "../../support/shared-run.js";

const CONVERSATIONS = 30;
const NOTHING = { pendingInputs: 0, rejectedInputs: 0, pendingEffects: 0, deadEffects: 0, timers: 0 };

/** Switchboards in processes of their own, on one database. */
export function processesTests(server: PostgresServer): void {
  let expected: CrashRun;
  beforeAll(async () => {
    expected = new CrashRun(server.newStore(), conversations(CONVERSATIONS));
    await expected.run([]);
  }, 20_000);

  function expectTheSame(run: CrashRun | SharedRun): void {
    expect(run.left).toMatchObject(NOTHING);
    for (const [id, report] of expected.reports) {
      expect([id, maskedEvents(run.reports.get(id)!)]).toEqual([id, maskedEvents(report)]);
    }
    expect([...run.effects.keys()].sort()).toEqual([...expected.effects.keys()].sort());
  }

  test("a process that is killed again and again loses nothing and does nothing twice", async () => {
    const run = new CrashRun(server.newStore(), conversations(CONVERSATIONS));

    await run.run([20, 35]);

    expect(run.kills).toBe(2);
    expectTheSame(run);
  }, 20_000);

  test("two processes that share every conversation hold it as one does, and deliver each effect once", async () => {
    const run = new SharedRun(server.newStore(), conversations(CONVERSATIONS));

    await run.run();

    expectTheSame(run);
    expect([...run.effects.values()].filter((deliveries) => deliveries.length > 1)).toEqual([]);
    expect(new Set([...run.effects.values()].flat())).toEqual(new Set([0, 1]));
  }, 20_000);

  test("when one of two is killed, the other goes on with what it had", async () => {
    const run = new SharedRun(server.newStore(), conversations(CONVERSATIONS));

    await run.run({ after: 50, by: (disturbed) => disturbed.killFirst() });

    expectTheSame(run);
  }, 20_000);

  test("when the database is restarted, both go on with what they had", async () => {
    const run = new SharedRun(server.newStore(), conversations(CONVERSATIONS));

    await run.run({ after: 50, by: () => void server.stop().then(() => server.start()) });

    expectTheSame(run);
  }, 20_000);
}
