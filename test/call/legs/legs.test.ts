import { answerLeg, dial, hangUpLeg, joinBridge, leaveBridge } from "../../../runtime/call/legs/legs.js";
import { peersOf } from "../../../runtime/call/legs/parties.js";
import { callSprint, legs, sent } from "../sprint.js";

test("a leg that is dialled is one of the call's, and the network is told whom to ring", () => {
  const sprint = callSprint();

  const leg = dial(sprint, { from: "+2", number: "1002", endpoint: "desk" });

  expect(legs(sprint)[leg]).toMatchObject({
    number: "1002",
    endpoint: "desk",
    direction: "outgoing",
    status: "dialing",
  });
  expect(sprint.effects.map(({ event }) => event)).toEqual([
    { type: "call_dial", call: "own", leg, from: "+2", to: "1002", endpoint: "desk", timeout_ms: 60_000 },
  ]);
});

test("every operation is recorded as the event that is sent", () => {
  const sprint = callSprint();

  answerLeg(sprint, "own");
  joinBridge(sprint, "own", "b");
  leaveBridge(sprint, "own");
  hangUpLeg(sprint, "own", "busy");

  expect(sent(sprint)).toEqual(["call_answered own", "bridge_join own", "bridge_leave own", "call_hangup own"]);
  const ownEvents = sprint.events.map(({ event }) => event).filter(({ type }) => type !== "call_status");
  expect(ownEvents).toEqual(sprint.effects.map(({ event }) => event));
});

test("each status that a leg comes to is an event, and the leg keeps when that was", () => {
  const sprint = callSprint();
  const at = sprint.now();

  answerLeg(sprint, "own");
  hangUpLeg(sprint, "own");

  const statuses = sprint.events.map(({ event }) => event).filter(({ type }) => type === "call_status");
  expect(statuses).toEqual([
    { type: "call_status", call: "own", leg: "own", status: "progressing" },
    { type: "call_status", call: "own", leg: "own", status: "terminating" },
  ]);
  expect(legs(sprint)["own"]?.times).toEqual({ progressing: at, terminating: at });
});

test("what is so already is not done again", () => {
  const sprint = callSprint();
  for (let twice = 0; twice < 2; twice++) {
    answerLeg(sprint, "own");
    joinBridge(sprint, "own", "b");
    hangUpLeg(sprint, "own");
  }
  expect(sent(sprint)).toEqual(["call_answered own", "bridge_join own", "call_hangup own"]);
});

test("a leg goes from one bridge to another", () => {
  const sprint = callSprint({ status: "progressing", bridge: "first" });
  joinBridge(sprint, "own", "second");
  expect(legs(sprint)["own"]?.bridge).toBe("second");
  expect(sent(sprint)).toEqual(["bridge_leave own", "bridge_join own"]);
});

test("a leg that rings at us is hung up, one that we dialled is cancelled", () => {
  const sprint = callSprint({}, { b: { number: "1002", direction: "outgoing", status: "ringing" } });
  hangUpLeg(sprint, "own");
  hangUpLeg(sprint, "b");
  expect(legs(sprint)).toMatchObject({ own: { status: "terminating" }, b: { status: "canceling" } });
});

test("legs in one bridge talk to each other; one that has not answered does not talk", () => {
  const leg = { number: "1", direction: "outgoing" } as const;
  const { call } = callSprint(
    { status: "progressing", bridge: "x" },
    {
      b: { ...leg, status: "progressing", bridge: "x" },
      c: { ...leg, status: "ringing", bridge: "x" },
      d: { ...leg, status: "progressing", bridge: "y" },
    },
  ).session;
  expect(peersOf(call!, "own")).toEqual(["b"]);
  expect(peersOf(call!, "c")).toEqual(["own", "b"]);
  expect(peersOf(call!, "d")).toEqual([]);
});

test("who comes into a bridge ends the music in it", () => {
  const sprint = callSprint(
    { status: "progressing", bridge: "x", hears: "moh", held: { by: "call" } },
    { b: { number: "1002", direction: "outgoing", status: "progressing" } },
  );
  joinBridge(sprint, "b", "x");
  expect(legs(sprint)["own"]).toEqual({ number: "+1", direction: "incoming", status: "progressing", bridge: "x" });
});

test("a leg that there is not, whatever its name, is left alone", () => {
  const sprint = callSprint();
  for (const id of ["none", "constructor"]) {
    answerLeg(sprint, id);
    joinBridge(sprint, id, "x");
    leaveBridge(sprint, id);
    hangUpLeg(sprint, id);
  }
  expect(sprint.effects).toEqual([]);
});
