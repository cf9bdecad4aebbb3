import { restsAt } from "../../metaflow/calls.js";
import { connected, ModuleBench, running } from "./fixture.js";

const device = (id: string, ...numbers: string[]) => ({ id, owner_id: "ann", numbers });
const directory = {
  acme: {
    users: [{ id: "ann" }],
    devices: [device("desk", "+15550100"), device("mobile", "+15550101"), device("tablet")],
  },
};

let call: ModuleBench;
beforeEach(async () => {
  call = await ModuleBench.open(running({ 1: ["move"], 2: ["move", { device_id: "tablet" }] }), connected, {
    directory,
  });
});
afterEach(() => call.close());

test("the owner's other devices ring, and the one that answers has the call", async () => {
  await call.press("1");
  expect(call.sent("call_dial")).toMatchObject([
    { to: "+15550101", endpoint: "mobile" },
    { to: "tablet", endpoint: "tablet" },
  ]);
  expect((await call.leg("b")).bridge).toBe((await call.leg("call")).bridge);
  const [mobile, tablet] = call.dialled as [string, string];

  await call.network("answered", mobile);

  expect(call.sent("call_hangup").map(({ leg }) => leg)).toEqual([tablet, "call"]);
  expect((await call.leg("b")).bridge).toBe((await call.leg(mobile)).bridge);
  await call.network("hangup", "call");
  expect((await call.leg("b")).status).toBe("progressing");
});

test("the flow is left for good when its own party moves", async () => {
  await call.press("1");
  await call.network("answered", call.dialled[0]!);
  expect(await restsAt(call.bench, call.session)).toEqual([]);
});

test("a device that is named rings alone", async () => {
  await call.press("2");
  expect(call.sent("call_dial")).toMatchObject([{ endpoint: "tablet" }]);
});

test("nobody answers for twenty seconds: nothing has changed", async () => {
  await call.press("1");
  await call.bench.pass(20_000);
  expect(call.sent("call_hangup").map(({ leg }) => leg)).toEqual(call.dialled);
  expect((await call.leg("b")).bridge).toBe((await call.leg("call")).bridge);
});

test("the other party leaves: the devices stop ringing", async () => {
  await call.press("1");
  await call.network("hangup", "b");
  expect(call.sent("call_hangup").map(({ leg }) => leg)).toEqual(call.dialled);
});

test("without another device it fails", async () => {
  await call.press("1", "b");
  expect(await call.complaints()).toEqual(["move: there is no other device"]);
});
