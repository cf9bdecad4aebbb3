import { SimulatorChannel } from "../../../adapters/simulator/channel.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { ApiServer } from "../../api/server.js";
import type { Answer, Provider, Taken } from "../contract/provider.js";
import { channelContract } from "../contract/suite.js";

const URN = "tel:+12065550100";

/** What the page or a program sets by `PUT /simulator/network`. */
const CONDITIONS: Readonly<Record<Extract<Answer, string>, string>> = {
  take: "delivered",
  fail: "failing",
  refuse: "refused",
  hang: "hanging",
  drop: "failing",
};

async function openSimulator(api: ApiServer): Promise<Provider> {
  const channel = new SimulatorChannel(api.switchboard);
  const taken: Taken[] = [];
  const answers: Answer[] = [];
  let attempts = 0;
  const { take } = channel.network;
  channel.network.take = async (key) => {
    attempts++;
    const answer = answers.shift() ?? "take";
    await api.request("PUT", "/simulator/network", conditionsFor(answer));
    return take.call(channel.network, key);
  };
  const deliver = channel.deliver.bind(channel);
  channel.deliver = async (effect: Effect) => {
    const receipt = await deliver(effect);
    const message = channel.chats.of(URN).find(({ id }) => id === effect.key);
    if (message) taken.push({ key: message.id, text: message.text });
    return receipt;
  };
  api.switchboard.channels.add(channel);
  return {
    channel,
    urn: URN,
    taken,
    secrets: [],
    get attempts() {
      return attempts;
    },
    answer: (...next) => void answers.push(...next),
    async write({ id, text }) {
      await api.request("POST", "/simulator/messages", { urn: URN, id, text });
    },
    async report(status, code) {
      const message = taken.at(-1)?.key;
      const answer = await api.request("POST", "/simulator/statuses", { message, status, ...(code && { code }) });
      expect(answer.status).toBe(202);
    },
    async close() {},
  };
}

function conditionsFor(answer: Answer): object {
  if (typeof answer === "object") return { messages: "busy", seconds: answer.busyForSeconds };
  return { messages: CONDITIONS[answer] };
}

channelContract({ name: "Simulator", open: openSimulator, answers: ["take", "fail", "refuse", "hang", "busy"] });
