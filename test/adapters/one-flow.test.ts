import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { openMqtt } from "../../adapters/mqtt/index.js";
import { HttpChannel } from "../../adapters/http/channel.js";
import type { Program } from "../../runtime/program.js";
import { addDefinition, chain, startServer, type ApiServer } from "../api/server.js";
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
    const { channel, port } = (await openMqtt(api.switchboard, { port: 0 }))!;
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

/** Asks for a name by one step and greets by the next. */
const flow: Program = chain(
  "greeting",
  ["contact-send_msg", { text: "What is your name?" }],
  [
    "contact-switch",
    {
      operand: "@input.text",
      wait: { type: "msg" },
      cases: [],
      categories: [{ uuid: "next", name: "All", exit_uuid: "next" }],
      default_category_uuid: "next",
    },
  ],
  ["contact-send_msg", { text: "Hello @input.text!" }],
);

test.each(Object.keys(lines))("the flow runs unchanged on %s", async (name) => {
  const api = await startServer();
  const line = await lines[name]!(api);
  try {
    await addDefinition(api.switchboard, flow);
    api.switchboard.triggers.onMessage({ flow: { id: flow.id }, whenWaiting: "leave", matches: () => ({}) });
    await line.write("hi");
    while (line.received.length < 1) await new Promise(setImmediate);
    await line.write("Ann");
    while (line.received.length < 2) await new Promise(setImmediate);

    expect(line.received).toEqual(["What is your name?", "Hello Ann!"]);
  } finally {
    await line.close();
    await api.close();
  }
});
