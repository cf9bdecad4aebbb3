import { adapters } from "../../adapters/index.js";
import { BadChannelSettings, openChannels } from "../../adapters/settings.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { systemClock } from "../../runtime/clock.js";
import type { MqttChannel } from "../../adapters/mqtt/index.js";
import { startGreeter, type Greeter } from "./flow.js";

let greeter: Greeter;
beforeEach(async () => {
  greeter = await startGreeter();
});
afterEach(() => greeter.switchboard.close());

const http = new OutgoingHttp(systemClock);
const ids = (): string[] => greeter.switchboard.channels.list().map(({ id }) => id);

test("the simulator and MQTT are there by default", async () => {
  const [, mqtt] = await openChannels({ switchboard: greeter.switchboard, http }, { mqtt: { port: 0 } });
  expect(ids()).toEqual(["simulator", "mqtt"]);
  expect((mqtt as MqttChannel).port).toBeGreaterThan(0);
});

test("channels are what the settings make them", async () => {
  await openChannels(
    { switchboard: greeter.switchboard, http },
    {
      simulator: false,
      mqtt: false,
      http: [{ url: "http://127.0.0.1:1/a" }, { id: "partner", url: "http://127.0.0.1:1/b" }],
    },
  );
  expect(ids()).toEqual(["http", "partner"]);
});

test("every channel says what it can do, and how much in a second", async () => {
  const twilio = {
    accountSid: `AC${"0".repeat(32)}`,
    authToken: "t",
    publicUrl: "https://a.example",
    number: "+15550100",
  };
  const channels = await openChannels(
    { switchboard: greeter.switchboard, http },
    {
      mqtt: { port: 0, ratePerSecond: 2 },
      http: { url: "http://127.0.0.1:1/", ratePerSecond: 2 },
      twilio: { ...twilio, ratePerSecond: 2 },
      "8x8": { account: "a", apiKey: "k", webhookAuthorization: "w", ratePerSecond: 2 },
      smtp: { host: "127.0.0.1", from: "hello@clinic.example", ratePerSecond: 2 },
    },
  );
  const said = channels.map(({ id, capabilities, ratePerSecond }) => [
    id,
    capabilities?.can.includes("text"),
    ratePerSecond,
  ]);
  expect(said).toEqual([
    ["simulator", true, undefined],
    ...["mqtt", "http", "twilio", "8x8", "smtp"].map((id) => [id, true, 2]),
  ]);
});

test("every setting has a title and says what it is for", () => {
  const silent = adapters.flatMap(({ type, settings }) =>
    Object.entries(settings.properties)
      .filter(([, schema]) => !("title" in schema && "description" in schema))
      .map(([name]) => `${type}.${name}`),
  );
  expect(silent).toEqual([]);
});

test.each([
  [{ mqtt: { prot: 1 } }, "switchboard/channels/mqtt"],
  [{ http: [{ url: "ftp://elsewhere" }] }, "switchboard/channels/http/0/url"],
  [{ mqtt: false, http: [{ url: "http://a" }, { url: "http://b" }] }, "id 'http'"],
  [{ mqtt: false, http: [{ id: "simulator", url: "http://a" }] }, "id 'simulator'"],
  [{ pigeon: true }, "switchboard/channels"],
])("settings that cannot be are refused by name: %j", async (settings, text) => {
  const failure = await openChannels({ switchboard: greeter.switchboard, http }, settings).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(BadChannelSettings);
  expect(String(failure)).toContain(text);
  expect(ids()).toEqual([]);
});
