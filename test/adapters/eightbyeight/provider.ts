import type { Provider, Taken } from "../contract/provider.js";
import type { ApiServer } from "../../api/server.js";
import type { PlannedAnswer } from "./api.js";
import { openChannel, SECRETS } from "./account.js";

const NUMBER = "+12065550100";

/** How 8x8 says what the contract's tests plan. */
const PLANNED = {
  fail: { status: 503, body: {} },
  refuse: { status: 400, body: { code: 1002, message: "Invalid MSISDN format.", errorId: "e1" } },
  hang: "hang",
  drop: "drop",
} as const satisfies Record<string, PlannedAnswer>;

/** How the receipts of 8x8 name what has become of a message. */
const STATES = { queued: "queued", sent: "sent", delivered: "delivered", read: "read", failed: "undelivered" } as const;

/** 8x8's SMS API and its webhooks, on loopback. */
export async function openProvider(server: ApiServer): Promise<Provider> {
  const account = await openChannel(server);
  const { api } = account;
  /** Of each attempt whether it was taken. */
  const outcomes: boolean[] = [];
  const takenBodies = (): Taken[] => {
    const bodies = api.requests.filter((_, index) => outcomes[index] ?? true).map(({ body }) => body);
    const messages = bodies.map((body) => ({ key: String(body["clientMessageId"]), text: String(body["text"]) }));
    return messages.filter(({ key }, index) => messages.findIndex((other) => other.key === key) === index);
  };
  const webhook = async (body: object): Promise<void> => {
    expect((await account.webhook(body)).status).toBe(200);
  };
  return {
    channel: account.channel,
    urn: `tel:${NUMBER}`,
    secrets: SECRETS,
    get taken() {
      return takenBodies();
    },
    get attempts() {
      return api.requests.length;
    },
    answer(...answers) {
      for (const answer of answers) {
        outcomes.push(answer === "take");
        if (typeof answer === "object") {
          api.answers.push({ status: 429, body: {}, headers: { "Retry-After": String(answer.busyForSeconds) } });
        } else if (answer !== "take") api.answers.push(PLANNED[answer]);
      }
    },
    write: ({ id, text }) =>
      webhook({
        namespace: "SMS",
        eventType: "inbound_message_received",
        payload: { umid: id, source: NUMBER, destination: "6512345", body: text },
      }),
    report: (status, code) =>
      webhook({
        namespace: "SMS",
        eventType: "outbound_message_status_changed",
        payload: {
          umid: api.lastUmid,
          status: { state: STATES[status], ...(code !== undefined && { errorCode: Number(code) }) },
        },
      }),
    async close() {
      expect(api.problems).toEqual([]);
      await account.close();
    },
  };
}
