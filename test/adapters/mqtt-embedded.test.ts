import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { openMqtt, type OpenMqtt } from "../../adapters/mqtt/index.js";
import { openChannels } from "../../adapters/settings.js";
import { systemClock } from "../../runtime/clock.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { DeliveryRefused } from "../../runtime/channels/channel.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { connectDevice, type Device } from "./device.js";
import { startGreeter, type Greeter } from "./flow.js";

let greeter: Greeter;
let mqtt: OpenMqtt;
let device: Device;
beforeEach(async () => {
  greeter = await startGreeter();
  mqtt = await openMqtt(greeter.switchboard, { port: 0 });
  greeter.switchboard.channels.add(mqtt.channel);
  device = await connectDevice(`mqtt://127.0.0.1:${mqtt.port}`, 4, "switchboard/mqtt/out", "switchboard/mqtt/errors");
});
afterEach(async () => {
  await device.close();
  await greeter.switchboard.close();
});

const IN = "switchboard/mqtt/in";
const hello = { urn: "tel:+12065550100", text: "hello" };

test("a message starts a flow, whose answer goes out", async () => {
  await device.send(IN, hello);
  expect(await device.next()).toEqual({
    topic: "switchboard/mqtt/out",
    message: { urn: "tel:+12065550100", text: "Hi!", quick_replies: ["Hello"], key: expect.any(String) },
  });
});

test("a message is acknowledged only when it is in the inbox", async () => {
  const { store } = greeter;
  const accept = store.accept.bind(store);
  let release: () => void = () => {};
  const asked = new Promise<void>((told) => {
    store.accept = async (input) => {
      if (input.source !== "mqtt") return accept(input);
      told();
      await new Promise<void>((resolve) => (release = resolve));
      return accept(input);
    };
  });
  let acknowledged = false;
  const sent = device.send(IN, hello).then(() => (acknowledged = true));
  await asked;
  // Another program's message goes all the way, so the acknowledgement would have come too.
  const other = await connectDevice(`mqtt://127.0.0.1:${mqtt.port}`, 4, "other");
  await other.send("other", 1);
  await other.next();
  expect(acknowledged).toBe(false);
  release();
  await sent;
  await other.close();
});

test("a message that the store could not take is sent again, and counts once", async () => {
  const { store, switchboard } = greeter;
  const { accept } = store;
  let failures = 2;
  store.accept = async (input) => {
    if (input.source === "mqtt" && failures-- > 0) throw new StoreUnavailable("The disk is full.");
    return accept(input);
  };
  const sender = await connectDevice(`mqtt://127.0.0.1:${mqtt.port}`, 4);
  await sender.send(IN, { ...hello, id: "m-1" });
  await sender.close();
  expect((await device.next()).message).toMatchObject({ text: "Hi!" });
  await switchboard.whenIdle();
  const contact = await store.contactByUrn(hello.urn);
  expect(await store.sessionsOfContact(contact!.id, 10)).toHaveLength(1);
  expect(failures).toBeLessThan(0);
});

test.each([
  ["no JSON", "{", "The payload is no JSON."],
  ["no message", { text: "hello" }, "The payload is no message."],
  ["too long", { ...hello, text: "x".repeat(1024 * 1024) }, "The payload is longer than 1048576 bytes."],
])("a payload that is %s is acknowledged and reported", async (_what, payload, error) => {
  await device.send(IN, payload);
  expect(await device.next()).toEqual({
    topic: "switchboard/mqtt/errors",
    message: expect.objectContaining({ error, topic: IN, payload: expect.any(String), at: expect.any(String) }),
  });
  expect(greeter.logged.join()).toContain(error);
});

test("messages of one sender are taken in in their order", async () => {
  const { store } = greeter;
  const { accept } = store;
  const order: string[] = [];
  let delay = 3;
  store.accept = async (input) => {
    for (let turns = 10 * delay--; turns > 0; turns--) await new Promise(setImmediate);
    if (input.input.type === "message") order.push(input.input.message.text);
    return accept(input);
  };
  await Promise.all(["1", "2", "3"].map((text) => device.send(IN, { ...hello, text })));
  expect(order).toEqual(["1", "2", "3"]);
});

test("other topics can be listened to, and are acknowledged by who listens", async () => {
  const seen: string[] = [];
  const stop = mqtt.channel.subscribe("sensors/+/door", async ({ topic, payload }) => {
    seen.push(`${topic} ${payload.toString()}`);
  });
  await device.send("sensors/1/door", "open");
  await device.send("sensors/1/window", "open");
  stop();
  await device.send("sensors/2/door", "open");
  expect(seen).toEqual(["sensors/1/door open"]);
});

test("what is no message is refused for good", async () => {
  const effect = { key: "k", channel: "mqtt", session: "s", event: { type: "talk", text: "Hi" } };
  await expect(mqtt.channel.deliver(effect)).rejects.toThrow(DeliveryRefused);
});

test("where the port is taken the channel is there but unusable, and the log says so", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { switchboard } = greeter;
  await openChannels(
    { switchboard, http: new OutgoingHttp(systemClock) },
    { simulator: false, mqtt: { id: "other", port } },
  );
  expect(greeter.logged.join()).toContain(`cannot listen on port ${port}`);
  expect(switchboard.channels.states.of("other")).toMatchObject({
    status: "unusable",
    reason: expect.stringContaining(String(port)),
  });
  server.close();
});
