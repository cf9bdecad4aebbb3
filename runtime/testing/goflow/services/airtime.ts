import { isJsonObject, type Json, type JsonObject } from "../../../json.js";
import type { AirtimeAnswer, AirtimeRequest, AirtimeService } from "../../../services/airtime.js";
import { decoded, isSuccess, type HttpExchange } from "../../../services/http-exchange.js";
import { urnParts } from "../../../contacts/urns.js";
import type { MockServer } from "./mock-server.js";

const API = "https://dvs-api.dtone.com/v1";

/** A client of DT One's protocol, whose server is the case's: it looks up the operator, chooses a product and buys it. */
export function mockAirtime(server: MockServer, uuid: () => string): AirtimeService {
  return { transfer: (request) => Promise.resolve(new Transfer(server, uuid).run(request)) };
}

class Transfer {
  readonly #exchanges: HttpExchange[] = [];

  constructor(
    private readonly server: MockServer,
    private readonly uuid: () => string,
  ) {}

  run({ recipient, amounts }: AirtimeRequest): AirtimeAnswer {
    const number = urnParts(recipient)?.path ?? "";
    const lookup = this.#call("GET", `/lookup/mobile-number/${number}`, "");
    if ("error" in lookup) return this.#failed(`number lookup failed: ${lookup.error}`);
    const operator = objects(lookup.json).find(({ identified }) => identified === true);
    if (!operator) return this.#failed(`unable to find operator for number ${number}`);
    const query = `type=FIXED_VALUE_RECHARGE&operator_id=${String(operator["id"])}&per_page=100`;
    const products = this.#call("GET", `/products?${query}`, "");
    if ("error" in products) return this.#failed(`product fetch failed: ${products.error}`);
    const best = bestProduct(objects(products.json), amounts);
    if (!best) return this.#failed("unable to find a product for the amounts");
    const { id, currency, amount } = best;
    const order = {
      external_id: this.uuid(),
      product_id: id,
      auto_confirm: true,
      credit_party_identifier: { mobile_number: number },
    };
    const transaction = this.#call("POST", "/sync/transactions", JSON.stringify(order));
    const desired = { currency, desiredAmount: amounts[currency] ?? 0 };
    if ("error" in transaction) return this.#failed(`transaction creation failed: ${transaction.error}`, desired);
    const status = classOf(transaction.json);
    if (status !== "CONFIRMED" && status !== "SUBMITTED" && status !== "COMPLETED")
      return this.#failed(`transaction ended with non-success status: ${status}`, desired);
    return { ...desired, actualAmount: amount, exchanges: this.#exchanges };
  }

  #call(method: string, path: string, body: string): { json: Json } | { error: string } {
    const exchange = this.server.exchange({ method, url: API + path, headers: {}, body });
    this.#exchanges.push(exchange);
    const { response } = exchange;
    if (!response) return { error: "unable to connect to server" };
    const json = JSON.parse(decoded(response.body) || "null") as Json;
    if (isSuccess(response)) return { json };
    const [error] = isJsonObject(json) ? objects(json["errors"]) : [];
    return { error: String(error?.["message"] ?? `unexpected status ${response.status}`) };
  }

  #failed(error: string, known: Partial<AirtimeAnswer> = {}): AirtimeAnswer {
    return { currency: "", desiredAmount: 0, actualAmount: 0, ...known, exchanges: this.#exchanges, error };
  }
}

/** The dearest product that costs no more than may be given in its currency. */
function bestProduct(
  products: readonly JsonObject[],
  amounts: Readonly<Record<string, number>>,
): { id: Json; currency: string; amount: number } | undefined {
  const offers = products.flatMap(({ id, destination }) => {
    const { unit, amount } = isJsonObject(destination) ? destination : {};
    return [{ id: id ?? null, currency: String(unit), amount: Number(amount) }];
  });
  return offers
    .filter(({ currency, amount }) => amount <= (amounts[currency] ?? -1))
    .sort((a, b) => b.amount - a.amount)[0];
}

function classOf(transaction: Json): string {
  const status = isJsonObject(transaction) ? transaction["status"] : undefined;
  const kind = isJsonObject(status) ? status["class"] : undefined;
  return isJsonObject(kind) ? String(kind["message"]) : "";
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
