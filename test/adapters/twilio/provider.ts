import type { TwilioSettings } from "../../../adapters/twilio/settings.js";
import type { MessageStatus } from "../../../runtime/channels/status.js";
import type { ApiServer } from "../../api/server.js";
import type { Answer, Provider } from "../contract/provider.js";
import { NUMBER, openAccountOn } from "./account.js";
import { AUTH_TOKEN, type ApiRequest, type PlannedAnswer } from "./api.js";

/** Twilio, as the contract of channels drives it: SMS, or WhatsApp. */
export async function openTwilio(server: ApiServer, settings: Partial<TwilioSettings>, urn: string): Promise<Provider> {
  const account = await openAccountOn(server, settings);
  const { api, channel } = account;
  const outcomes: boolean[] = [];
  const sent = (): ApiRequest[] => api.requests.filter((_request, index) => outcomes[index] ?? true);
  const other = urn.startsWith("whatsapp:") ? urn.replace(":", ":+") : urn.slice("tel:".length);
  return {
    channel,
    urn,
    get taken() {
      return sent().map(({ form }) => ({ key: keyOf(form), text: String(form["Body"] ?? "") }));
    },
    get attempts() {
      return api.requests.length;
    },
    secrets: [AUTH_TOKEN],
    answer(...answers: readonly Answer[]) {
      for (const answer of answers) {
        outcomes[api.requests.length + api.answers.length] = answer === "take";
        api.answers.push(planned(answer));
      }
    },
    async write({ id, text }) {
      const { status } = await account.webhook("/messages", { MessageSid: id, From: other, To: NUMBER, Body: text });
      expect(status).toBe(200);
    },
    async report(status: MessageStatus, code?: string) {
      const callback = String(sent().at(-1)?.form["StatusCallback"]).replace(/^.*\/webhooks\/twilio/, "");
      const told = { MessageStatus: status === "failed" ? "undelivered" : status, ...(code && { ErrorCode: code }) };
      expect((await account.webhook(callback, { MessageSid: "SM1", ...told })).status).toBe(200);
    },
    async close() {
      expect(api.problems).toEqual([]);
      account.disconnect();
    },
  };
}

/** Twilio has no idempotency keys; the address for statuses holds ours. */
function keyOf(form: ApiRequest["form"]): string {
  return new URL(String(form["StatusCallback"])).searchParams.get("key") ?? "";
}

function planned(answer: Answer): PlannedAnswer | undefined {
  if (typeof answer === "object") return { status: 429, code: 20429, retryAfter: answer.busyForSeconds };
  if (answer === "take") return undefined;
  if (answer === "fail") return { status: 503 };
  return answer === "refuse" ? { status: 400, code: 21610 } : answer;
}
