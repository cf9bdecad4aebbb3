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
