import { dtmfData, nameCall } from "../../runtime/workflow/dtmf.js";
import { aSession } from "../store/contract/samples.js";

test("a callback that has only the call's id gets the one that the step gave", () => {
  const session = aSession("s");
  nameCall(session, { uid: "u1", clientRequestId: "mine" });

  expect(dtmfData(session, { uid: "u1" })).toEqual({ uid: "u1", clientRequestId: "mine" });
  expect(session.keys).toContain("dtmf:u1");
});

test("a callback keeps the id that it has, and calls of others have none", () => {
  const session = aSession("s");
  nameCall(session, { uid: "u1", clientRequestId: "mine" });

  expect(dtmfData(session, { uid: "u1", clientRequestId: "theirs" })).toMatchObject({ clientRequestId: "theirs" });
  for (const uid of ["u2", "__proto__", "toString"]) expect(dtmfData(session, { uid })).toEqual({ uid });
});

test("a call that has no id of the step's is known by its own", () => {
  const session = aSession("s");
  nameCall(session, { uid: "u1" });

  expect(session.keys).toEqual(["dtmf:u1"]);
  expect(dtmfData(session, { uid: "u1" })).toEqual({ uid: "u1" });
});
