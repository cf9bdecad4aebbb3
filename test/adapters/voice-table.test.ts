import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { openChannels } from "../../adapters/settings.js";
import type { Channel } from "../../runtime/channels/channel.js";
import { lacks } from "../../runtime/channels/capabilities.js";
import { systemClock } from "../../runtime/clock.js";
import { steps } from "../../nodes/call/index.js";
import { startGreeter, type Greeter } from "./flow.js";

const page = readFileSync(join(__dirname, "../../docs/voice.md"), "utf8");

/** What the table says of a step of the call family on each channel. */
const table = new Map(
  [...page.matchAll(/^\|([^|]+)\|[^|]+\|([^|]+)\|([^|]+)\|$/gm)].flatMap(([, names, simulator, twilio]) =>
    [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => [
      name!,
      { simulator: simulator!.trim(), twilio: twilio!.trim() },
    ]),
  ),
);

let greeter: Greeter;
let channels: ReadonlyMap<string, Channel>;
beforeAll(async () => {
  greeter = await startGreeter();
  const twilio = {
    accountSid: `AC${"0".repeat(32)}`,
    authToken: "t",
    publicUrl: "https://a.example",
    number: "+15550100",
    machineDetection: true,
  };
  const host = { switchboard: greeter.switchboard, http: new OutgoingHttp(systemClock) };
  const opened = await openChannels(host, { mqtt: false, twilio });
  channels = new Map(opened.map((channel) => [channel.id, channel]));
});
afterAll(() => greeter.switchboard.close());

const demanding = steps.filter(({ requires }) => requires?.capabilities);

test.each(demanding.map((step) => [step.type, step] as const))(
  "%s is refused where the table says so",
  (type, step) => {
    const said = table.get(type);
    expect(said).toBeDefined();
    for (const name of ["simulator", "twilio"] as const) {
      const missing = lacks(channels.get(name)!.capabilities, step.requires!.capabilities!);
      expect({ channel: name, refused: missing.length > 0 }).toEqual({
        channel: name,
        refused: said![name].startsWith("refused"),
      });
    }
  },
);

test("what is refused somewhere says what it needs", () => {
  const refused = [...table].filter(([, said]) => Object.values(said).some((text) => text.startsWith("refused")));
  const silent = refused.flatMap(([type]) => (demanding.some((step) => step.type === type) ? [] : [type]));
  expect(silent.filter((type) => steps.some((step) => step.type === type))).toEqual([]);
});
