import { openMqtt } from "../../adapters/mqtt/index.js";
import type { MqttChannel } from "../../adapters/mqtt/channel.js";
import type { MqttSettings } from "../../adapters/mqtt/settings.js";
import { connectDevice, type Device } from "./device.js";
import { startGreeter, type Greeter } from "./flow.js";
import { startMosquitto, type Mosquitto } from "./mosquitto.js";

/** A Mosquitto, a device at it, and the Switchboards that are connected to it. */
export class MqttStage {
  readonly greeters: Greeter[] = [];
  broker!: Mosquitto;
  /** Listens to what goes out, and to what is refused. */
  device!: Device;

  async begin(): Promise<void> {
    this.broker = await startMosquitto();
    this.device = await connectDevice(this.broker.url, 5, "switchboard/mqtt/out", "switchboard/mqtt/errors");
  }

  async end(): Promise<void> {
    await this.device.close();
    for (const { switchboard } of this.greeters.splice(0)) await switchboard.close();
    await this.broker.close();
  }

  /** Opens the channel of another Switchboard; resolves when it takes messages. */
  async open(settings: MqttSettings = {}): Promise<Greeter & { channel: MqttChannel }> {
    const greeter = await startGreeter();
    this.greeters.push(greeter);
    const mqtt = await openMqtt(greeter.switchboard, {
      url: this.broker.url,
      reconnectPeriod: 20,
      clientId: `process-${this.greeters.length}`,
      ...settings,
    });
    greeter.switchboard.channels.add(mqtt.channel);
    await this.listens(mqtt.channel);
    return { ...greeter, channel: mqtt.channel };
  }

  /** Subscriptions are in order: when a later one brings its message, the earlier ones are there. */
  async listens(channel: MqttChannel): Promise<void> {
    const topic = `ready/${this.greeters.length}`;
    let isReady = false;
    const stop = channel.subscribe(topic, async () => {
      isReady = true;
    });
    while (!isReady) await this.device.send(topic, "ready");
    stop();
  }
}
