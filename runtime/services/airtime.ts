import type { HttpExchange } from "./http-exchange.js";

/** Airtime for a telephone; `amounts` says how much of each currency (ISO 4217) it may be. */
export interface AirtimeRequest {
  /** The same when its sprint is run again, so that nothing is given twice. */
  readonly key: string;
  /** URN of the channel that sends it; "" where the contact has none. */
  readonly sender: string;
  /** URN of the telephone. */
  readonly recipient: string;
  readonly amounts: Readonly<Record<string, number>>;
}

/** What was transferred, or (with zeros, as far as it came) why nothing was. */
export interface AirtimeAnswer {
  readonly currency: string;
  readonly desiredAmount: number;
  readonly actualAmount: number;
  readonly exchanges: readonly HttpExchange[];
  readonly error?: string;
}

/** Transfers airtime. It never rejects. */
export interface AirtimeService {
  transfer(request: AirtimeRequest): Promise<AirtimeAnswer>;
}

declare module "../engine/services.js" {
  interface Services {
    readonly airtime?: AirtimeService;
  }
}
