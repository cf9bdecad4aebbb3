import { isJsonObject, type Json, type JsonObject } from "../../../runtime/json.js";
import { urnParts } from "../../../runtime/contacts/urns.js";
import { derivedUuid } from "../../../runtime/formats/uuids.js";
import type { AirtimeAnswer, AirtimeRequest, AirtimeService } from "../../../runtime/services/airtime.js";
import type { HttpExchange } from "../../../runtime/services/http-exchange.js";
import { callJson, type Sender } from "../json-call.js";
import type { DtOneSettings } from "../settings.js";

const API = "https://dvs-api.dtone.com/v1";
/** States of a transaction that will be, or is, carried out. */
const SUCCESSFUL: ReadonlySet<string> = new Set(["CONFIRMED", "SUBMITTED", "COMPLETED"]);

/** DT One (https://developers.dtone.com, DVS API v1): looks up the operator, chooses a product and buys it. */
export class DtOneAirtime implements AirtimeService {
  constructor(
    private readonly http: Sender,
    private readonly settings: Omit<DtOneSettings, "protocol">,
  ) {}

  transfer(request: AirtimeRequest): Promise<AirtimeAnswer> {
    return new Transfer(this.http, this.settings).run(request);
  }
}

class Transfer {
  readonly #exchanges: HttpExchange[] = [];

  constructor(
    private readonly http: Sender,
    private readonly settings: Omit<DtOneSettings, "protocol">,
  ) {}

  async run({ key, recipient, amounts }: AirtimeRequest): Promise<AirtimeAnswer> {
    const number = urnParts(recipient)?.path ?? "";
    const lookup = await this.#call("GET", `/lookup/mobile-number/${number}`);
    if ("error" in lookup) return this.#failed(`number lookup failed: ${lookup.error}`);
    const operator = objects(lookup.json).find(({ identified }) => identified === true);
    if (!operator) return this.#failed(`unable to find operator for number ${number}`);
    const query = `type=FIXED_VALUE_RECHARGE&operator_id=${String(operator["id"])}&per_page=100`;
    const products = await this.#call("GET", `/products?${query}`);
    if ("error" in products) return this.#failed(`product fetch failed: ${products.error}`);
    const best = bestProduct(objects(products.json), amounts);
    if (!best) return this.#failed(`unable to find a suitable product for operator '${String(operator["name"])}'`);
    const { id, currency, amount } = best;
    const transaction = await this.#call("POST", "/sync/transactions", {
      external_id: derivedUuid(key),
      product_id: id,
      auto_confirm: true,
      credit_party_identifier: { mobile_number: number },
    });
    const desired = { currency, desiredAmount: amounts[currency] ?? 0 };
    if ("error" in transaction) return this.#failed(`transaction creation failed: ${transaction.error}`, desired);
    const { message, kind } = statusOf(transaction.json);
    if (!SUCCESSFUL.has(kind)) {
      const what = `transaction to send product ${String(id)} on operator ${String(operator["id"])}`;
      return this.#failed(`${what} ended with status ${message}`, desired);
    }
    return { ...desired, actualAmount: amount, exchanges: this.#exchanges };
  }

  async #call(method: string, path: string, body?: JsonObject): Promise<{ json: Json } | { error: string }> {
    const { url = API, key, secret } = this.settings;
    const credentials = Buffer.from(`${key}:${secret}`).toString("base64");
    const answer = await callJson(this.http, {
      method,
      url: url + path,
      headers: { Authorization: `Basic ${credentials}`, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    this.#exchanges.push(answer.exchange);
    if (!("error" in answer)) return answer;
    // Their errors say more than the status does.
    const [first] = isJsonObject(answer.json) ? objects(answer.json["errors"]) : [];
    return { error: String(first?.["message"] ?? answer.error) };
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

/** What the transaction has come to: in their words, and its class. */
function statusOf(transaction: Json): { message: string; kind: string } {
  const status = isJsonObject(transaction) ? transaction["status"] : undefined;
  const { message = "", class: kind } = isJsonObject(status) ? status : {};
  return { message: String(message), kind: isJsonObject(kind) ? String(kind["message"]) : "" };
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
