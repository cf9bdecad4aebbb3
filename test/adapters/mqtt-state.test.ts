import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { Aedes } from "aedes";
import { openMqtt } from "../../adapters/mqtt/index.js";
import type { MqttSettings } from "../../adapters/mqtt/settings.js";
import type { ChannelStanding } from "../../runtime/channels/states.js";
import { startGreeter, type Greeter } from "./flow.js";

const PASSWORD = "the-right-one";

let greeter: Greeter;
beforeEach(async () => {
  greeter = await startGreeter();
});
afterEach(() => greeter.switchboard.close());

/** A broker that wants a password; it can go away and come back on its port. */
async function openBroker(port = 0): Promise<{ port: number; close: () => Promise<void> }> {
  const broker = await Aedes.createBroker({
    authenticate(_client, _username, password, callback) {
      const isRight = String(password) === PASSWORD;
      if (isRight) callback(null, true);
      else callback(Object.assign(new Error("wrong password"), { returnCode: 5 as never }), false);
    },
  });
  const server: Server = createServer(broker.handle).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
    },
  };
}

async function open(port: number, settings: MqttSettings): Promise<void> {
  const url = `mqtt://127.0.0.1:${port}`;
  const { channel } = await openMqtt(greeter.switchboard, {
    url,
    protocolVersion: 4,
    reconnectPeriod: 20,
    username: "clinic",
    ...settings,
  });
  greeter.switchboard.channels.add(channel);
}

/** Resolves when the channel stands so. */
function stands(status: ChannelStanding["status"]): Promise<ChannelStanding> {
  const { states } = greeter.switchboard.channels;
  return new Promise((resolve) => {
    const look = (): void => {
      const state = states.of("mqtt");
      if (state?.status !== status) return;
      states.events.off("changed", look);
      resolve(state);
    };
    states.events.on("changed", look);
    look();
  });
}

test("the channel is failing while its broker is away, and ready when it is back", async () => {
  const broker = await openBroker();
  await open(broker.port, { password: PASSWORD });
  await stands("ok");
  await broker.close();
  expect(await stands("failing")).toMatchObject({ reason: expect.stringContaining(`127.0.0.1:${broker.port}`) });

  const again = await openBroker(broker.port);
  await stands("ok");
  await again.close();
});

test("what goes out while the broker is away waits, untried, and goes out when it is back", async () => {
  const broker = await openBroker();
  await open(broker.port, { password: PASSWORD });
  await stands("ok");
  await broker.close();
  await stands("failing");
  const { switchboard } = greeter;
  await switchboard.receiveMessage({ channel: "mqtt", urn: "tel:+12065550100", text: "hello" });
  await switchboard.whenIdle();
  expect(await switchboard.store.dueEffects(Infinity, 10)).toMatchObject([{ channel: "mqtt", attempts: 0 }]);

  const again = await openBroker(broker.port);
  await stands("ok");
  await switchboard.whenIdle();
  expect((await switchboard.store.statistics()).pendingEffects).toBe(0);
  await again.close();
});

test("a broker that refuses the password makes the channel unusable, until it is asked again and does not", async () => {
  const broker = await openBroker();
  await open(broker.port, { password: "a-wrong-one" });
  const { reason } = (await stands("unusable")) as { reason: string };
  expect(reason).toMatch(/Connection refused: Not authorized/);
  expect(reason).not.toContain("a-wrong-one");
  await broker.close();
  await stands("failing");
});
