import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { openMqtt } from "../../adapters/mqtt/index.js";
import { HttpChannel } from "../../adapters/http/channel.js";
import { addDefinition, readTabs, type ExportedNode } from "../../runtime/testing/host.js";
import { startServer, type ApiServer } from "../api/server.js";
import { bodyOf, loopback } from "../outgoing/server.js";
import { connectDevice } from "./device.js";
import { contract } from "./twilio/account.js";
import { openTwilioLine } from "./twilio/line.js";

const URN = "tel:+12065550100";

/** A contact on one channel. */
interface Line {
  write(text: string): Promise<unknown>;
  /** Texts that came to the contact. */
  readonly received: readonly string[];
  close(): Promise<void>;
}

/** The lines that the flow is tried on: the flow is the same for all. */
const lines: Readonly<Record<string, (api: ApiServer) => Promise<Line>>> = {
  async simulator(api) {
    const channel = new SimulatorChannel(api.switchboard);
    api.switchboard.channels.add(channel);
    return {
      write: (text) => api.request("POST", "/simulator/messages", { urn: URN, text }),
      get received() {
        return channel.chats.of(URN).flatMap(({ direction, text }) => (direction === "out" ? [text] : []));
      },
      async close() {},
    };
  },
  async mqtt(api) {
    const { channel, port } = await openMqtt(api.switchboard, { port: 0 });
    api.switchboard.channels.add(channel);
    const device = await connectDevice(`mqtt://127.0.0.1:${port}`, 4, "switchboard/mqtt/out");
    const received: string[] = [];
    device.client.on("message", (_topic, payload) =>
      received.push((JSON.parse(payload.toString()) as { text: string }).text),
    );
    return {
      received,
      write: (text) => device.send("switchboard/mqtt/in", { urn: URN, text }),
      close: () => device.close(),
    };
  },
  async http(api) {
    const received: string[] = [];
    const server = await loopback((request, response) => {
      void bodyOf(request).then((body) => {
        received.push((JSON.parse(body) as { text: string }).text);
        response.end("{}");
      });
    });
    api.switchboard.channels.add(new HttpChannel(api.switchboard, server.http, { url: server.url }));
    return {
      received,
      write: (text) => api.request("POST", "/channels/http/messages", { urn: URN, text }),
      close: async () => server[Symbol.asyncDispose](),
    };
  },
  ...(contract && {
    "SMS by Twilio": (api) => openTwilioLine(api, "+12065550100"),
    "WhatsApp by Twilio": (api) => openTwilioLine(api, "whatsapp:+12065550100", { whatsappNumber: "+12065550188" }),
  }),
};

const file = readFileSync(join(__dirname, "../../flows/survey.json"), "utf8");

test.each(Object.keys(lines))("the example survey, as its file is, runs on %s", async (name) => {
  const api = await startServer();
  const line = await lines[name]!(api);
  const answers: Readonly<Record<string, string>> = {
    "Hello! What is your name?": "Bobby Tables",
    "How old are you?": "I am 37",
  };
  try {
    for (const program of readTabs(JSON.parse(file) as ExportedNode[])) await addDefinition(api.switchboard, program);
    await line.write("survey");
    for (let heard = 0; heard < 3; heard++) {
      while (line.received.length <= heard) await new Promise(setImmediate);
      const answer = answers[line.received[heard]!];
      if (answer !== undefined) await line.write(answer);
    }

    expect(line.received).toEqual([...Object.keys(answers), "Thank you, Bobby. You are 37 years old."]);
  } finally {
    await line.close();
    await api.close();
  }
});
