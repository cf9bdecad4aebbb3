import type { Session } from "../../runtime/session/session.js";
import { migrate, UnknownSnapshotVersion } from "../../runtime/session/migrate.js";

/** A snapshot as layout 1 had it. */
const written = (call?: object): Session => ({ version: 1, id: "s", ...(call && { call }) }) as unknown as Session;

test("a call that had its state beside its other legs has a leg of its own", () => {
  const call = { id: "call", direction: "incoming", from: "+1", to: "+2", status: "progressing", media: "m" };

  expect(migrate(written(call))).toEqual({
    version: 2,
    id: "s",
    call: {
      id: "call",
      direction: "incoming",
      from: "+1",
      to: "+2",
      legs: { call: { number: "+1", direction: "incoming", status: "progressing", media: "m" } },
    },
  });
});

test("the leg that talked to it is in a bridge with it, one that rang is not", () => {
  const legs = { b: { number: "1002", status: "progressing" }, c: { number: "1003", status: "ringing" } };
  const call = { id: "call", direction: "incoming", from: "+1", to: "+2", status: "progressing", legs };

  expect(migrate(written(call)).call?.legs).toMatchObject({
    call: { bridge: "call" },
    b: { direction: "outgoing", bridge: "call" },
    c: expect.not.objectContaining({ bridge: expect.anything() }),
  });
});

test("a session without a call is only numbered anew", () => {
  expect(migrate(written())).toEqual({ version: 2, id: "s" });
});

test("a layout that is not known is refused, and named", () => {
  const session = { ...written(), version: 99 } as unknown as Session;
  expect(() => migrate(session)).toThrow(UnknownSnapshotVersion);
  expect(() => migrate(session)).toThrow(/layout 99/);
});
