import type { Ticketer } from "../contacts/asset-types.js";
import type { HttpExchange } from "./http-exchange.js";

/** A ticket to be opened; its id is made by whoever opens it. */
export interface NewTicket {
  readonly uuid: string;
  /** The same when its sprint is run again, so that it is not opened twice. */
  readonly key: string;
  readonly subject: string;
  readonly body: string;
}

/** The ticketer's own id of the ticket or why there is none, and the exchanges that were made for it. */
export type TicketerAnswer = { readonly exchanges: readonly HttpExchange[] } & (
  { readonly externalId?: string } | { readonly error: string }
);

/** Opens tickets with a ticketer of the assets. It never rejects. */
export interface TicketerService {
  open(ticketer: Ticketer, ticket: NewTicket): Promise<TicketerAnswer>;
}

declare module "../engine/services.js" {
  interface Services {
    readonly ticketer?: TicketerService;
  }
}
