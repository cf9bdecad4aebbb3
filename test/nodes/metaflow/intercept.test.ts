import { ModuleBench, running } from "./fixture.js";

const directory = {
  acme: {
    users: [{ id: "bob" }],
    devices: [
      { id: "desk", owner_id: "bob" },
      { id: "mobile", owner_id: "bob" },
    ],
  },
};

/** Intercepted by these options, pressed on the flow's own leg. */
async function intercepting(options: object, start: object = {}): Promise<ModuleBench> {
  const call = await ModuleBench.open(running({ 1: ["intercept", { ...options }] }), start, { directory });
  await call.press("1");
  return call;
}

test("a device picks the call up: the flow ends, the call goes on until they hang up", async () => {
  const call = await intercepting({ target_type: "device", target_id: "desk" });
  const [desk] = call.dialled as [string];

  await call.network("answered", desk);

  expect((await call.leg("call")).bridge).toBe((await call.leg(desk)).bridge);
  const runs = await call.bench.runs(call.session);
  expect(runs.map(({ role, status }) => [role, status])).toEqual([
    ["main", "interrupted"],
    ["metaflow", "completed"],
  ]);
  expect((await call.bench.session(call.session)).status).toBe("waiting");

  await call.network("hangup", desk);

  expect(call.sent("call_hangup")).toMatchObject([{ leg: "call" }]);
  await call.close();
});

test("of a user all devices ring; a number rings as it is", async () => {
  const ofUser = await intercepting({ target_type: "user", target_id: "bob" });
  expect(ofUser.sent("call_dial").map(({ endpoint }) => endpoint)).toEqual(["desk", "mobile"]);
  await ofUser.close();
  const ofNumber = await intercepting({ target_type: "number", target_id: "2600" });
  expect(ofNumber.sent("call_dial")).toMatchObject([{ to: "2600" }]);
  await ofNumber.close();
});

test("whom nobody knows does not ring", async () => {
  const call = await intercepting({ target_type: "device", target_id: "toString" });
  expect(await call.complaints()).toEqual(["intercept: there is no device 'toString' to ring"]);
  await call.close();
});
