import { noteLeg } from "../../../runtime/call/legs/network.js";
import type { Sprint } from "../../../runtime/engine/sprint.js";
import type { CallLeg } from "../../../runtime/session/call.js";
import type { CallInput } from "../../../runtime/session/input.js";
import { callSprint, legs, sent } from "../sprint.js";

const dialled = (fields: Partial<CallLeg> = {}): CallLeg => ({
  number: "1002",
  direction: "outgoing",
  status: "ringing",
  joins: "x",
  ...fields,
});

function says(sprint: Sprint, leg: string, event: CallInput["event"], cause?: string): void {
  noteLeg(sprint, { type: "call", event, leg, ...(cause !== undefined && { cause }) });
}

const recorded = (sprint: Sprint): string[] => sprint.events.map(({ event }) => event.type);

describe("a leg that was dialled for a bridge", () => {
  test("joins it when it answers, and who waits there is answered", () => {
    const sprint = callSprint({ bridge: "x", hears: "ringback" }, { b: dialled() });
    says(sprint, "b", "answered");
    expect(recorded(sprint)).toEqual(["call_status", "leg_answered", "bridge_join", "call_status", "call_answered"]);
    expect(legs(sprint)).toMatchObject({ own: { status: "progressing" }, b: { status: "progressing", bridge: "x" } });
    expect(legs(sprint)["own"]?.hears).toBeUndefined();
  });

  test("with early media joins it before, and nobody is answered yet", () => {
    const sprint = callSprint({ bridge: "x" }, { b: dialled({ status: "dialing", earlyMedia: true }) });
    says(sprint, "b", "early_media");
    expect(sent(sprint)).toEqual(["bridge_join b"]);
    says(sprint, "b", "answered");
    expect(sent(sprint)).toEqual(["bridge_join b", "call_answered own"]);
  });

  test("ends the ringing of the others of its group", () => {
    const sprint = callSprint(
      { bridge: "x" },
      { b: dialled({ group: "g" }), c: dialled({ group: "g" }), d: dialled(), e: dialled({ group: "other" }) },
    );
    says(sprint, "b", "answered");
    expect(sent(sprint).filter((each) => each.startsWith("call_hangup"))).toEqual(["call_hangup c"]);
  });

  test("that answers while we hang it up joins nothing", () => {
    const sprint = callSprint({ bridge: "x" }, { b: dialled({ status: "canceling", hangupBy: "local" }) });
    says(sprint, "b", "answered");
    expect(sent(sprint)).toEqual([]);
  });
});

describe("a bridge that legs were dialled for", () => {
  test("is left by the flow's own leg when the last of them fails", () => {
    const sprint = callSprint({ bridge: "x" }, { b: dialled(), c: dialled() });
    says(sprint, "b", "hangup", "busy");
    expect(sent(sprint)).toEqual([]);
    says(sprint, "c", "hangup", "noanswer");
    expect(sent(sprint)).toEqual(["bridge_leave own"]);
    expect(legs(sprint)).toMatchObject({ b: { hangupReason: "busy" }, c: { hangupReason: "noanswer" } });
  });

  test("goes on while two are in it", () => {
    const talking = dialled({ status: "progressing", bridge: "x" });
    const sprint = callSprint({ status: "progressing", bridge: "x" }, { b: talking, c: { ...talking } });
    says(sprint, "b", "hangup");
    expect(sent(sprint)).toEqual([]);
    says(sprint, "c", "hangup");
    expect(sent(sprint)).toEqual(["bridge_leave own"]);
  });

  test("is over for them when the flow's own leg leaves it", () => {
    const sprint = callSprint(
      { status: "progressing", bridge: "x" },
      { b: dialled({ status: "progressing", bridge: "x" }), c: dialled() },
    );
    says(sprint, "own", "unbridged");
    expect(recorded(sprint)[0]).toBe("bridge_leave");
    expect(sent(sprint)).toEqual(["call_hangup b", "call_hangup c"]);
  });
});

test("any other bridge stays, however few are in it", () => {
  const other: CallLeg = { number: "1003", direction: "incoming", status: "progressing", bridge: "x" };
  const sprint = callSprint({ status: "progressing", bridge: "x" }, { b: other });
  says(sprint, "b", "unbridged");
  expect(sent(sprint)).toEqual([]);
  expect(legs(sprint)["own"]?.bridge).toBe("x");
});

test("chained legs end with the flow's own, others stay", () => {
  const talking: CallLeg = { number: "1003", direction: "outgoing", status: "progressing" };
  const sprint = callSprint({ status: "progressing" }, { b: { ...talking, chained: true }, c: { ...talking } });
  says(sprint, "own", "hangup");
  expect(sent(sprint)).toEqual(["call_hangup b"]);
});

test("what is said of a leg that has ended, or that there is not, means nothing", () => {
  const sprint = callSprint({ status: "progressing" });
  says(sprint, "own", "hangup");
  const { own } = structuredClone(legs(sprint));
  for (const event of ["ringing", "answered", "bridged", "hangup"] as const)
    for (const leg of ["own", "none", "constructor"]) says(sprint, leg, event);
  expect(legs(sprint)).toEqual({ own });
  expect(recorded(sprint)).toEqual(["call_status", "call_ended"]);
});
