import { CallCentre, type Agent, type Queue } from "../../../runtime/call/centre/centre.js";
import {
  assign,
  emptyDistribution,
  join,
  leave,
  nextRested,
  REST_MS,
  setStatus,
  type Caller,
  type Distribution,
} from "../../../runtime/call/queue/distribution.js";

const caller = (entry: string, queue = "q"): Caller => ({ entry, queue, session: entry, lane: entry });
const agent = (id: string, fields: Partial<Agent> = {}): Agent => ({ id, addresses: [{ target: id }], ...fields });

function centre(agents: readonly Agent[], queues: readonly Queue[] = [{ id: "q" }]): CallCentre {
  const centre = new CallCentre();
  centre.add({ agents, queues });
  return centre;
}

function assigned(state: Distribution, of: CallCentre, now = 0, random = 0): string[] {
  return assign(state, of, now, () => random).map(({ caller, agent }) => `${caller.entry}-${agent}`);
}

let state: Distribution;
beforeEach(() => (state = emptyDistribution()));

test("who has waited for the longest time gets the free agent", () => {
  join(state, caller("1"));
  join(state, caller("2"));
  expect(assigned(state, centre([agent("ann")]))).toEqual(["1-ann"]);
  expect(assigned(state, centre([agent("ann")]))).toEqual([]);
  leave(state, "1", 0, false);
  expect(assigned(state, centre([agent("ann")]))).toEqual(["2-ann"]);
});

test("no two callers get one agent", () => {
  for (const entry of ["1", "2", "3"]) join(state, caller(entry));
  expect(assigned(state, centre([agent("ann"), agent("bob")]))).toEqual(["1-ann", "2-bob"]);
});

test("a caller who joins twice waits once", () => {
  join(state, caller("1"));
  join(state, caller("1"));
  expect(assigned(state, centre([agent("ann")]))).toEqual(["1-ann"]);
  join(state, caller("1"));
  expect(state.waiting).toEqual([]);
});

test.each([
  ["a tag of the queue", ["sales"], ["sales", "support"], true],
  ["none of its tags", ["sales"], ["support"], false],
  ["no tag, in a queue that wants one", ["sales"], [], false],
  ["no tag, in a queue that wants none", [], [], true],
])("an agent with %s", (_, wanted, has, isCalled) => {
  join(state, caller("1"));
  const of = centre([agent("ann", { tag_ids: has })], [{ id: "q", tag_ids: wanted }]);
  expect(assigned(state, of)).toEqual(isCalled ? ["1-ann"] : []);
});

test("only who is available is called, as set up or as said since", () => {
  join(state, caller("1"));
  const of = centre([agent("ann"), agent("bob", { status: "offline" })]);
  setStatus(state, "ann", "away");
  expect(assigned(state, of)).toEqual([]);
  setStatus(state, "bob", "available");
  expect(assigned(state, of)).toEqual(["1-bob"]);
});

test("an agent without a telephone is never called", () => {
  join(state, caller("1"));
  expect(assigned(state, centre([agent("ann", { addresses: [] })]))).toEqual([]);
});

test("who did not answer rests, and the caller is the first again", () => {
  const of = centre([agent("ann")]);
  join(state, caller("1"));
  join(state, caller("2"));
  assign(state, of, 0, () => 0);
  leave(state, "1", 1000, true);

  expect(assigned(state, of, 1000)).toEqual([]);
  expect(nextRested(state, 1000)).toBe(1000 + REST_MS);
  expect(assigned(state, of, 1000 + REST_MS)).toEqual(["1-ann"]);
});

test("who says to be available rests no more", () => {
  const of = centre([agent("ann")]);
  join(state, caller("1"));
  assign(state, of, 0, () => 0);
  leave(state, "1", 0, true);
  setStatus(state, "ann", "available");
  expect(assigned(state, of, 1)).toEqual(["1-ann"]);
});

test("by default any free agent may be called", () => {
  const of = centre([agent("ann"), agent("bob")]);
  join(state, caller("1"));
  expect(assigned(state, of, 0, 0.99)).toEqual(["1-bob"]);
});

test("or the one who has been free for the longest time", () => {
  const of = centre([agent("ann"), agent("bob")], [{ id: "q", routing_method: "longest_idle" }]);
  for (const [entry, now] of [
    ["1", 100],
    ["2", 200],
  ] as const) {
    join(state, caller(entry));
    assign(state, of, now, () => 0);
    leave(state, entry, now, false);
  }
  join(state, caller("3"));
  expect(assigned(state, of, 300)).toEqual(["3-ann"]);
});

test("a queue that is set up no more brings nobody", () => {
  join(state, caller("1", "gone"));
  expect(assigned(state, centre([agent("ann")]))).toEqual([]);
});
