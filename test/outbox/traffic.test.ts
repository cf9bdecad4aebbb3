import { Traffic } from "../../runtime/outbox/traffic.js";
import { NOW } from "../support/bench.js";

test("a channel with a limit is given as many a second as it takes", () => {
  const traffic = new Traffic();
  const started: number[] = [];
  for (let time = 0; time < 1000; time += 10) if (traffic.admits("slow", NOW + time, 5)) started.push(time);

  expect(started).toEqual([0, 200, 400, 600, 800]);
});

test("an alarm that rings late does not slow a channel down", () => {
  const traffic = new Traffic();
  const times = [0, 205, 400, 605, 800];

  expect(times.map((time) => traffic.admits("slow", NOW + time, 5))).toEqual([true, true, true, true, true]);
});

test("a channel that is limited blocks no other, and says when it opens", () => {
  const traffic = new Traffic();
  traffic.admits("slow", NOW, 2);

  expect(traffic.blocked(NOW)).toEqual(["slow"]);
  expect(traffic.opensAt(NOW)).toBe(NOW + 500);
  expect(traffic.admits("quick", NOW, undefined)).toBe(true);
});

test("a channel whose deliveries hang is given no more than so many", () => {
  const traffic = new Traffic();
  const admitted = Array.from({ length: 200 }, () => traffic.admits("hanging", NOW, undefined));
  expect(admitted.filter(Boolean)).toHaveLength(128);

  traffic.finished("hanging");
  expect(traffic.admits("hanging", NOW, undefined)).toBe(true);
});
