import type { HttpExchange } from "./http-exchange.js";

export interface WebhookRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a request. `error` says why its answer is of no use (too long, host not allowed ...). */
export interface WebhookAnswer {
  readonly exchange: HttpExchange;
  readonly error?: string;
}

/** Calls servers that flows name. It never rejects: whatever goes wrong is an answer. */
export interface WebhookService {
  call(request: WebhookRequest): Promise<WebhookAnswer>;
}

declare module "../engine/services.js" {
  interface Services {
    readonly webhooks?: WebhookService;
  }
}
