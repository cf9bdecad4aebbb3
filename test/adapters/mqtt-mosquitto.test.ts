import { openMqtt } from "../../adapters/mqtt/index.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { startGreeter } from "./flow.js";
import { hasMosquitto } from "./mosquitto.js";
import { MqttStage } from "./mqtt-stage.js";

const IN = "switchboard/mqtt/in";
const hello = { urn: "tel:+12065550100", text: "hello" };

(hasMosquitto() ? describe : describe.skip)("with Mosquitto", () => {
  const stage = new MqttStage();
  beforeEach(() => stage.begin());
  afterEach(() => stage.end());

  test.each([4, 5] as const)(
    "a message starts a flow, whose answer goes out (protocol %i)",
    async (protocolVersion) => {
      await stage.open({ protocolVersion });
      await stage.device.send(IN, hello);
      expect(await stage.device.next()).toEqual({
        topic: "switchboard/mqtt/out",
        message: { urn: "tel:+12065550100", text: "Hi!", quick_replies: ["Hello"], key: expect.any(String) },
      });
    },
  );

  test("a message that the store could not take is not acknowledged, and comes again", async () => {
    const { store, switchboard } = await stage.open();
    const { accept } = store;
    const texts: string[] = [];
    let failures = 2;
    store.accept = async (input) => {
      if (input.source === "mqtt" && failures-- > 0) throw new StoreUnavailable("The disk is full.");
      if (input.input.type === "message") texts.push(input.input.message.text);
      return accept(input);
    };
    await stage.device.send(IN, { ...hello, text: "first" });
    await stage.device.send(IN, { ...hello, text: "second" });
    await stage.device.next();
    await stage.device.next();
    await switchboard.whenIdle();
    expect(texts).toEqual(["first", "second"]);
    expect(failures).toBeLessThan(0);
  });

  test("what comes while the process is away is taken in when it is back", async () => {
    const { switchboard } = await stage.open({ clientId: "stable" });
    await switchboard.close();
    stage.greeters.pop();
    await stage.device.send(IN, hello);
    await stage.open({ clientId: "stable" });
    expect((await stage.device.next()).message).toMatchObject({ text: "Hi!" });
  });

  test("a payload that is no message is acknowledged and reported", async () => {
    const { channel } = await stage.open();
    await stage.device.send(IN, "{");
    expect(await stage.device.next()).toMatchObject({
      topic: "switchboard/mqtt/errors",
      message: { error: "The payload is no JSON.", payload: "{" },
    });
    // The next ones are not held up.
    await stage.listens(channel);
  });

  test("processes of a group share the messages", async () => {
    const first = await stage.open({ group: "all" });
    const second = await stage.open({ group: "all" });
    const count = 20;
    for (let index = 0; index < count; index++) {
      await stage.device.send(IN, { urn: `tel:+1206555${String(index).padStart(4, "0")}`, text: "hello" });
    }
    const answers = new Set<unknown>();
    for (let index = 0; index < count; index++)
      answers.add(((await stage.device.next()).message as { urn: string }).urn);
    expect(answers.size).toBe(count);
    const taken = await Promise.all(
      [first, second].map(async ({ store }) => (await store.statistics()).sessionsByStatus["completed"] ?? 0),
    );
    expect(taken[0]! + taken[1]!).toBe(count);
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });

  test("a broker that is not there is told once, and effects wait", async () => {
    const greeter = await startGreeter();
    stage.greeters.push(greeter);
    const mqtt = await openMqtt(greeter.switchboard, { url: "mqtt://127.0.0.1:1", reconnectPeriod: 5 });
    const effect = {
      key: "k",
      channel: "mqtt",
      session: "s",
      event: { type: "msg_created", msg: { urn: hello.urn, text: "Hi!" } },
    };
    await expect(mqtt.channel.deliver(effect)).rejects.toThrow("no connection");
    await mqtt.channel.close();
  });
});
