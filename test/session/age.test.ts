import { ask, flow } from "../support/program.js";
import { Bench } from "../support/bench.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const question = flow("question", [ask("age")]);

test("a session that nothing happens to expires after the time that the settings give it", async () => {
  const bench = await Bench.open({ limits: { maxSessionAgeMs: 3 * DAY_MS } });
  const session = await bench.run(question);

  await bench.pass(2 * DAY_MS);
  expect(await bench.session(session)).toMatchObject({ status: "waiting" });
  await bench.pass(3 * DAY_MS);

  expect(await bench.session(session)).toMatchObject({ status: "expired" });
});

test("a session that waits for a later time is not too old before it", async () => {
  const bench = await Bench.open({ limits: { maxSessionAgeMs: DAY_MS } });
  const session = await bench.run(flow("question", [ask("age", [], [10 * 24 * 60 * 60, "age"])]));

  await bench.pass(9 * DAY_MS);

  expect(await bench.session(session)).toMatchObject({ status: "waiting" });
});

test("an ended session is removed when it has been kept for its time", async () => {
  const bench = await Bench.open({ limits: { maxSessionAgeMs: DAY_MS, keepEndedMs: 2 * DAY_MS } });
  const session = await bench.run(question);

  await bench.pass(3 * DAY_MS);
  expect(await bench.switchboard.store.session(session)).toBeDefined();
  await bench.pass(3 * DAY_MS);

  expect(await bench.switchboard.store.session(session)).toBeUndefined();
});
