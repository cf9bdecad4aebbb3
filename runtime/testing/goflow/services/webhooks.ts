import type { WebhookService } from "../../../services/webhooks.js";
import type { MockServer } from "./mock-server.js";

/** Longest body that is read, in bytes. */
const MAX_BODY = 100_000;

/** Webhooks that reach the servers of the case only. */
export function mockWebhooks(server: MockServer): WebhookService {
  return {
    call(request) {
      const exchange = server.exchange(request);
      const { response } = exchange;
      if (!response || response.body.length <= MAX_BODY) return Promise.resolve({ exchange });
      return Promise.resolve({
        exchange: { ...exchange, response: { ...response, body: new Uint8Array() } },
        error: `webhook response body exceeds ${MAX_BODY} bytes limit`,
      });
    },
  };
}
