import { BadSettings, readSettings } from "../../runtime/nodered/settings.js";

test("without settings the store is a file in the user directory", () => {
  const { store, holdLimit, limits } = readSettings({ userDir: "/data" }, {});
  expect([store, holdLimit, limits.maxKeptBytes]).toEqual(["sqlite:/data/switchboard.sqlite", 2000, 64 * 1024]);
});

test("the environment's store goes before that of the settings", () => {
  const settings = { userDir: "/data", switchboard: { store: "sqlite:/else.sqlite" } };
  expect(readSettings(settings, { SWITCHBOARD_STORE: "memory" }).store).toBe("memory");
});

test("limits that are not set are as by default", () => {
  const { limits } = readSettings(
    { switchboard: { limits: { maxStepsPerSprint: { call: 5 }, maxKeptBytes: 10 } } },
    {},
  );
  expect(limits).toMatchObject({ maxStepsPerSprint: { contact: 100, call: 5 }, maxKeptBytes: 10, maxCallDepth: 500 });
});

test("settings that cannot be are refused, with their names", () => {
  const read = (): unknown => readSettings({ switchboard: { holdLimit: "soon", limits: { maxSteps: 1 } } }, {});
  expect(read).toThrow(BadSettings);
  expect(read).toThrow(
    /switchboard\/holdLimit must be a whole number.*switchboard\/limits\/maxSteps is unknown; there are: .*maxStepsPerSession/,
  );
});

test("the call centre is read, and what it cannot have is refused", () => {
  const callCentre = { agents: [{ id: "ann", addresses: [{ target: "1002" }] }], queues: [{ id: "help" }] };
  expect(readSettings({ switchboard: { callCentre } }, {}).callCentre).toEqual(callCentre);
  const read = (): unknown => readSettings({ switchboard: { callCentre: { agents: [{ id: "ann" }] } } }, {});
  expect(read).toThrow(/switchboard\/callCentre\/agents\/0\/addresses/);
});

test("two agents of the call centre with one id are refused", () => {
  const ann = { id: "ann", addresses: [] };
  const read = (): unknown => readSettings({ switchboard: { callCentre: { agents: [ann, ann] } } }, {});
  expect(read).toThrow(/switchboard\/callCentre\/agents\/1\/id 'ann' is the id of another one too/);
});

test("the directory says who is behind a number; what it does not know is named", () => {
  const device = { id: "desk", owner_id: "ann", numbers: ["+15550100"] };
  const directory = { acme: { users: [{ id: "ann" }], devices: [device] } };
  expect(readSettings({ switchboard: { directory } }, {}).directory).toEqual(directory);
  const wrong = { acme: { devices: [{ ...device, number: "1" }] } };
  expect(() => readSettings({ switchboard: { directory: wrong } }, {})).toThrow(/directory\/acme\/devices\/0\/number/);
});

test("the webhook of VoIPBIN's events is read; one that is no address is refused", () => {
  const webhook = { uri: "https://crm.example/events", secret: "hush" };
  expect(readSettings({ switchboard: { voipbin: { webhook } } }, {}).voipbin).toEqual({ webhook });
  const read = (): unknown => readSettings({ switchboard: { voipbin: { webhook: { uri: "crm.example" } } } }, {});
  expect(read).toThrow(/switchboard\/voipbin\/webhook\/uri/);
});
