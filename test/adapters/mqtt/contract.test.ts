import { openMqtt } from "../../../adapters/mqtt/index.js";
import type { ApiServer } from "../../api/server.js";
import { connectDevice } from "../device.js";
import type { Provider, Taken } from "../contract/provider.js";
import { channelContract } from "../contract/suite.js";

const URN = "tel:+12065550100";

/** A program at the broker in this process. A broker takes messages or is away; it refuses none. */
async function openBroker(api: ApiServer): Promise<Provider> {
  const { channel, port } = await openMqtt(api.switchboard, { port: 0 });
  api.switchboard.channels.add(channel);
  const device = await connectDevice(`mqtt://127.0.0.1:${port}`, 4, "switchboard/mqtt/out");
  const taken: Taken[] = [];
  device.client.on("message", (_topic, payload) => taken.push(JSON.parse(payload.toString()) as Taken));
  return {
    channel,
    urn: URN,
    taken,
    secrets: [],
    get attempts() {
      return taken.length;
    },
    answer() {},
    async write({ id, text }) {
      await device.send("switchboard/mqtt/in", { urn: URN, id, text });
    },
    close: () => device.close(),
  };
}

channelContract({ name: "MQTT", open: openBroker, answers: ["take"] });
