import { settle } from "../../runtime/outbox/delivery.js";
import { NOW } from "../support/bench.js";

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

test("what was delivered is done", () => {
  expect(settle("delivered", 1, NOW)).toEqual({ state: "delivered" });
});

test.each([
  [1, SECOND_MS],
  [2, 2 * SECOND_MS],
  [3, 4 * SECOND_MS],
  [10, 512 * SECOND_MS],
])("after failure %i it is tried again in %i ms", (attempts, pause) => {
  expect(settle("failed", attempts, NOW)).toEqual({ state: "retrying", at: NOW + pause });
});

test("pauses do not grow over two hours", () => {
  expect(settle("failed", 15, NOW)).toEqual({ state: "retrying", at: NOW + 2 * HOUR_MS });
});

test("after the sixteenth failure it is given up", () => {
  expect(settle("failed", 16, NOW)).toEqual({ state: "dead" });
});

test("a refusal is given up at once", () => {
  expect(settle("refused", 1, NOW)).toEqual({ state: "dead" });
});

test("a channel may have a patience of its own", () => {
  const patience = { attempts: 3, pauseMs: SECOND_MS };
  expect(settle("failed", 2, NOW, patience)).toEqual({ state: "retrying", at: NOW + SECOND_MS });
  expect(settle("failed", 3, NOW, patience)).toEqual({ state: "dead" });
});
