import { openMqtt } from "../../adapters/mqtt/index.js";
import type { MqttChannel } from "../../adapters/mqtt/channel.js";
import type { MqttSettings } from "../../adapters/mqtt/settings.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { connectDevice, type Device } from "./device.js";
import { startGreeter, type Greeter } from "./flow.js";
import { hasMosquitto, startMosquitto } from "./mosquitto.js";

const IN = "switchboard/mqtt/in";
const hello = { urn: "tel:+12065550100", text: "hello" };

(hasMosquitto() ? describe : describe.skip)("with Mosquitto", () => {
  let broker: Awaited<ReturnType<typeof startMosquitto>>;
  let device: Device;
  let greeters: Greeter[];

  beforeEach(async () => {
    broker = await startMosquitto();
    greeters = [];
    device = await connectDevice(broker.url, 5, "switchboard/mqtt/out", "switchboard/mqtt/errors");
  });
  afterEach(async () => {
    await device.close();
    for (const { switchboard } of greeters) await switchboard.close();
    await broker.stop();
  });

  /** Opens the channel; resolves when it takes messages. */
  async function open(settings: MqttSettings = {}): Promise<Greeter & { channel: MqttChannel }> {
    const greeter = await startGreeter();
    greeters.push(greeter);
    const clientId = `process-${greeters.length}`;
    const mqtt = await openMqtt(greeter.switchboard, { url: broker.url, reconnectPeriod: 20, clientId, ...settings });
    greeter.switchboard.channels.add(mqtt!.channel);
    await listens(mqtt!.channel);
    return { ...greeter, channel: mqtt!.channel };
  }

  /** Subscriptions are in order: when a later one brings its message, the earlier ones are there. */
  async function listens(channel: MqttChannel): Promise<void> {
    const topic = `ready/${greeters.length}`;
    let ready = false;
    const stop = channel.subscribe(topic, async () => {
      ready = true;
    });
    while (!ready) await device.send(topic, "ready");
    stop();
  }

  test.each([4, 5] as const)(
    "a message starts a flow, whose answer goes out (protocol %i)",
    async (protocolVersion) => {
      await open({ protocolVersion });
      await device.send(IN, hello);
      expect(await device.next()).toEqual({
        topic: "switchboard/mqtt/out",
        message: { urn: "tel:+12065550100", text: "Hi!", quick_replies: ["Hello"], key: expect.any(String) },
      });
    },
  );

  test("a message that the store could not take is not acknowledged, and comes again", async () => {
    const { store, switchboard } = await open();
    const { accept } = store;
    const texts: string[] = [];
    let failures = 2;
    store.accept = async (input) => {
      if (input.source === "mqtt" && failures-- > 0) throw new StoreUnavailable("The disk is full.");
      if (input.input.type === "message") texts.push(input.input.message.text);
      return accept(input);
    };
    await device.send(IN, { ...hello, text: "first" });
    await device.send(IN, { ...hello, text: "second" });
    await device.next();
    await device.next();
    await switchboard.whenIdle();
    expect(texts).toEqual(["first", "second"]);
    expect(failures).toBeLessThan(0);
  });

  test("what comes while the process is away is taken in when it is back", async () => {
    const { switchboard } = await open({ clientId: "stable" });
    await switchboard.close();
    greeters.pop();
    await device.send(IN, hello);
    await open({ clientId: "stable" });
    expect((await device.next()).message).toMatchObject({ text: "Hi!" });
  });

  test("a payload that is no message is acknowledged and reported", async () => {
    const { channel } = await open();
    await device.send(IN, "{");
    expect(await device.next()).toMatchObject({
      topic: "switchboard/mqtt/errors",
      message: { error: "The payload is no JSON.", payload: "{" },
    });
    // The next ones are not held up.
    await listens(channel);
  });

  test("processes of a group share the messages", async () => {
    const first = await open({ group: "all" });
    const second = await open({ group: "all" });
    const count = 20;
    for (let index = 0; index < count; index++) {
      await device.send(IN, { urn: `tel:+1206555${String(index).padStart(4, "0")}`, text: "hello" });
    }
    const answers = new Set<unknown>();
    for (let index = 0; index < count; index++) answers.add(((await device.next()).message as { urn: string }).urn);
    expect(answers.size).toBe(count);
    const taken = await Promise.all(
      [first, second].map(async ({ store }) => (await store.statistics()).sessionsByStatus["completed"] ?? 0),
    );
    expect(taken[0]! + taken[1]!).toBe(count);
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });

  test("a broker that is not there is told once, and effects wait", async () => {
    const greeter = await startGreeter();
    greeters.push(greeter);
    const mqtt = await openMqtt(greeter.switchboard, { url: "mqtt://127.0.0.1:1", reconnectPeriod: 5 });
    const effect = {
      key: "k",
      channel: "mqtt",
      session: "s",
      event: { type: "msg_created", msg: { urn: hello.urn, text: "Hi!" } },
    };
    await expect(mqtt!.channel.deliver(effect)).rejects.toThrow("no connection");
    await mqtt!.channel.close();
  });
});
