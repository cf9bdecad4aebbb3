import { Channels, type Channel } from "../../runtime/channels/channel.js";
import { capabilityProblems } from "../../runtime/channels/requirements.js";

const channels = new Channels();
const channel = (id: string, fields: Partial<Channel>): Channel => ({
  id,
  name: `Provider ${id}`,
  async deliver() {},
  ...fields,
});
channels.add(channel("plain", { capabilities: { can: ["voice", "dtmf"] } }));
channels.add(channel("full", { capabilities: { can: ["voice", "dtmf", "recording"] } }));
channels.add(channel("unknown", {}));

const flow = (entryChannel: string) => ({
  name: "menu",
  type: "any" as const,
  nodes: [
    { id: "in", step: "entry-call_in", options: { channel: entryChannel } },
    { id: "rec", name: "voicemail", step: "call-recording_start", options: {} },
  ],
});

test("a step that the flow's channel cannot carry out is refused by name", () => {
  expect(capabilityProblems(flow("plain"), channels)).toEqual([
    {
      node: "rec",
      field: "",
      message:
        "flow 'menu', node 'voicemail' (call-recording_start): needs recordings of calls, which channel 'plain' (Provider plain) does not have",
    },
  ]);
});

test.each(["full", "unknown", "absent", ""])("a flow on channel '%s' is fine", (id) => {
  expect(capabilityProblems(flow(id), channels)).toEqual([]);
});
