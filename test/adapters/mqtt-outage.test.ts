import type { MqttSettings } from "../../adapters/mqtt/settings.js";
import { connectDevice, type Device } from "./device.js";
import { openLine, type Line } from "./line.js";
import { hasMosquitto } from "./mosquitto.js";
import { MqttStage } from "./mqtt-stage.js";

const IN = "switchboard/mqtt/in";
const STATUS = "switchboard/mqtt/status";
const hello = { urn: "tel:+12065550100", text: "hello" };

(hasMosquitto() ? describe : describe.skip)("when connections to Mosquitto are lost", () => {
  const stage = new MqttStage();
  let devices: Device[];
  let line: Line | undefined;
  beforeEach(async () => {
    devices = [];
    line = undefined;
    await stage.begin();
  });
  afterEach(async () => {
    await Promise.all(devices.map((device) => device.close()));
    await stage.end();
    await line?.close();
  });

  /** Opens the channel of a Switchboard that reaches the broker by a line of its own. */
  async function openByLine(settings: MqttSettings = {}): ReturnType<MqttStage["open"]> {
    line = await openLine(Number(new URL(stage.broker.url).port));
    return stage.open({ ...settings, url: `mqtt://127.0.0.1:${line.port}` });
  }

  test.each([4, 5] as const)(
    "a broker that is stopped and started in mid-traffic loses no message and doubles none (protocol %i)",
    async (protocolVersion) => {
      const { store, switchboard } = await stage.open({ protocolVersion });
      const sender = await connectDevice(stage.broker.url, protocolVersion);
      devices.push(sender);
      const contacts = Array.from({ length: 60 }, (_, index) => `tel:+12065550${100 + index}`);
      const send = (urns: string[]): Promise<unknown>[] =>
        urns.map((urn) => sender.send(IN, { urn, text: "hello", id: `message-${urn}` }));

      const before = send(contacts.slice(0, 20));
      const answered = new Set<unknown>();
      const next = async (): Promise<void> => {
        answered.add(((await stage.device.next()).message as { urn: string }).urn);
      };
      for (let count = 0; count < 5; count++) await next();
      const during = send(contacts.slice(20, 40));
      await stage.broker.stop();
      const away = send(contacts.slice(40));
      await stage.broker.start();
      await Promise.all([...before, ...during, ...away]);
      while (answered.size < contacts.length) await next();

      await switchboard.whenIdle();
      expect(answered).toEqual(new Set(contacts));
      expect((await store.statistics()).sessionsByStatus).toEqual({ completed: contacts.length });
    },
  );

  test.each([4, 5] as const)(
    "a message without an id that comes again between its commit and its PUBACK counts once (protocol %i)",
    async (protocolVersion) => {
      const { store, switchboard } = await openByLine({ protocolVersion });
      const { accept } = store;
      const sent = Promise.withResolvers<void>();
      const accepted: unknown[] = [];
      store.accept = async (input) => {
        const result = await accept(input);
        if (input.source !== "mqtt") return result;
        // The first is in the inbox, and the line is cut before the broker can be told so.
        await sent.promise;
        if (accepted.push(input.input) === 1) line!.cut();
        return result;
      };
      await stage.device.send(IN, hello);
      sent.resolve();
      await stage.device.next();
      await stage.device.send(IN, { ...hello, text: "another" });
      await stage.device.next();
      await switchboard.whenIdle();
      expect(accepted).toMatchObject([{ message: { text: "hello" } }, { message: { text: "another" } }]);
    },
  );

  test("the retained status is offline by the last will, online again with the connection, and offline at the end", async () => {
    await openByLine();
    const watcher = await connectDevice(stage.broker.url, 5, STATUS);
    devices.push(watcher);
    expect(await watcher.next()).toEqual({ topic: STATUS, message: "online" });
    line!.cut();
    expect(await watcher.next()).toEqual({ topic: STATUS, message: "offline" });
    expect(await watcher.next()).toEqual({ topic: STATUS, message: "online" });

    await stage.greeters.pop()!.switchboard.close();
    expect(await watcher.next()).toEqual({ topic: STATUS, message: "offline" });
    const late = await connectDevice(stage.broker.url, 5, STATUS);
    devices.push(late);
    expect(await late.next()).toEqual({ topic: STATUS, message: "offline" });
  });
});
