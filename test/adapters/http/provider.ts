import type { ServerResponse } from "node:http";
import { HttpChannel } from "../../../adapters/http/channel.js";
import type { ApiServer } from "../../api/server.js";
import { bodyOf, loopback } from "../../outgoing/server.js";
import type { Answer, Provider, Taken } from "../contract/provider.js";

const URN = "tel:+12065550100";
const PASSWORD = "the-partner's-password";

/** A server that takes messages as JSON, and answers as it is told. */
export async function openPartner(api: ApiServer): Promise<Provider> {
  const taken: Taken[] = [];
  const answers: Answer[] = [];
  let attempts = 0;
  const server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      attempts++;
      const answer = answers.shift() ?? "take";
      if (answer !== "take") return refuse(response, answer);
      const { key, text } = JSON.parse(body) as Taken;
      if (!taken.some((one) => one.key === key)) taken.push({ key, text });
      response.writeHead(200).end("{}");
    });
  });
  const channel = new HttpChannel(api.switchboard, server.http, {
    id: "partner",
    url: `${server.url}/messages?password=${encodeURIComponent(PASSWORD)}`,
    headers: { Authorization: `Bearer ${PASSWORD}` },
    timeout: 100_000,
  });
  api.switchboard.channels.add(channel);
  return {
    channel,
    urn: URN,
    taken,
    secrets: [PASSWORD, encodeURIComponent(PASSWORD)],
    get attempts() {
      return attempts;
    },
    answer: (...next) => void answers.push(...next),
    async write({ id, text }) {
      const { status } = await api.request("POST", "/channels/partner/messages", { urn: URN, id, text });
      expect(status).toBe(202);
    },
    close: async () => server[Symbol.asyncDispose](),
  };
}

function refuse(response: ServerResponse, answer: Exclude<Answer, "take">): void {
  if (typeof answer === "object") response.writeHead(429, { "Retry-After": String(answer.busyForSeconds) }).end();
  else if (answer === "fail") response.writeHead(503).end("garbage {");
  else if (answer === "refuse") response.writeHead(400).end();
  else if (answer === "drop") response.destroy();
}
