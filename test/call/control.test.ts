import { hearsInstead } from "../../runtime/call/control/hearing.js";
import { controlReceived } from "../../runtime/call/control/index.js";
import { refusalOf } from "../../runtime/call/control/refusal.js";
import { joinBridge } from "../../runtime/call/legs/legs.js";
import { noteLeg } from "../../runtime/call/legs/network.js";
import type { Sprint } from "../../runtime/engine/sprint.js";
import type { CallLeg, MuteDirection } from "../../runtime/session/call.js";
import type { CallControl } from "../../runtime/session/input.js";
import { callSprint, legs, sent } from "./sprint.js";

const other: CallLeg = { number: "1002", direction: "outgoing", status: "progressing" };

function control(sprint: Sprint, ...controls: CallControl[]): void {
  for (const each of controls) controlReceived(sprint, { type: "control", control: each });
}

function own(sprint: Sprint): CallLeg {
  return legs(sprint)["own"]!;
}

test("who is held by a program stays so when somebody else comes to the bridge", () => {
  const sprint = callSprint({ status: "progressing", bridge: "x" }, { b: other });
  control(sprint, { type: "hold" });
  joinBridge(sprint, "b", "x");
  expect(own(sprint).held).toEqual({ by: "api" });
  expect(hearsInstead(own(sprint))).toBe("silence");
});

test("music is heard with and without hold, and silence in its place", () => {
  const sprint = callSprint({ status: "progressing" });
  const heard = (each: CallControl): CallLeg["hears"] => {
    control(sprint, each);
    return hearsInstead(own(sprint));
  };
  expect(heard({ type: "hold" })).toBe("silence");
  expect(heard({ type: "moh" })).toBe("moh");
  expect(heard({ type: "unhold" })).toBe("moh");
  expect(heard({ type: "silence" })).toBe("silence");
  expect(heard({ type: "moh_stop" })).toBe("silence");
  expect(heard({ type: "silence_stop" })).toBeUndefined();
});

test("a hold says what is heard meanwhile", () => {
  const sprint = callSprint({ status: "progressing" });
  control(sprint, { type: "moh" }, { type: "hold" });
  expect(sprint.effects.at(-1)?.event).toMatchObject({ type: "hold", hears: "moh" });
});

test.each<[before: MuteDirection | undefined, on: "mute" | "unmute", MuteDirection, after: MuteDirection | undefined]>([
  [undefined, "mute", "in", "in"],
  ["in", "mute", "out", "both"],
  ["in", "mute", "both", "both"],
  ["both", "mute", "in", "both"],
  ["both", "unmute", "in", "out"],
  ["both", "unmute", "out", "in"],
  ["in", "unmute", "both", undefined],
  ["in", "unmute", "in", undefined],
  ["in", "unmute", "out", "in"],
  [undefined, "unmute", "both", undefined],
])("muted %s, %s %s: %s, and the channel is told of changes only", (before, type, direction, after) => {
  const sprint = callSprint({ status: "progressing", ...(before && { muted: before }) });
  control(sprint, { type, direction });
  expect(own(sprint).muted).toBe(after);
  expect(sent(sprint)).toEqual(before === after ? [] : [`${type} own`]);
});

test("a party's hold is the party's to end", () => {
  const { call } = callSprint({ status: "progressing", bridge: "x", hears: "moh", held: { by: "b" } }).session;
  for (const type of ["hold", "unhold"] as const)
    expect(refusalOf(call!, "own", { type })).toEqual({
      reason: "held_by_party",
      text: "the call is on hold by another party",
    });
});

test("a call that has changed since it was asked for says why nothing is done", () => {
  const sprint = callSprint({ status: "terminating" });
  control(sprint, { type: "hold" });
  expect(sprint.events.map(({ event }) => event)).toEqual([{ type: "error", text: "hold: the call has ended" }]);
});

test("nothing of it is left when the party has gone", () => {
  const sprint = callSprint({ status: "progressing" });
  control(sprint, { type: "hold" }, { type: "moh" }, { type: "mute", direction: "both" });
  noteLeg(sprint, { type: "call", event: "hangup", leg: "own" });
  expect(own(sprint)).toEqual({
    ...{ number: "+1", direction: "incoming", status: "hangup", hangupReason: "normal", hangupBy: "remote" },
    times: expect.anything() as object,
  });
});
