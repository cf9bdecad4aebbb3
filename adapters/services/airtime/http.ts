import Type from "typebox";
import { shape } from "../../../runtime/api/shape.js";
import type { AirtimeAnswer, AirtimeRequest, AirtimeService } from "../../../runtime/services/airtime.js";
import { postJson, type Sender } from "../json-call.js";
import type { HttpServiceSettings } from "../settings.js";

const read = shape(Type.Object({ currency: Type.String(), amount: Type.Number({ minimum: 0 }) }));

/** A server of one's own: it gets `{sender, recipient, amounts}` and answers with the `{currency, amount}` that it transferred. */
export class HttpAirtime implements AirtimeService {
  constructor(
    private readonly http: Sender,
    private readonly settings: HttpServiceSettings,
  ) {}

  async transfer({ key, ...request }: AirtimeRequest): Promise<AirtimeAnswer> {
    const { url, headers } = this.settings;
    const answer = await postJson(this.http, url, request, { ...headers, "Idempotency-Key": key });
    const exchanges = [answer.exchange];
    const shaped = read(answer.json ?? null);
    if ("error" in answer || !shaped.ok) {
      const error = "error" in answer ? answer.error : "the answer does not say which currency and amount";
      return { currency: "", desiredAmount: 0, actualAmount: 0, exchanges, error: `airtime transfer failed: ${error}` };
    }
    const { currency, amount } = shaped.value;
    return { currency, desiredAmount: request.amounts[currency] ?? 0, actualAmount: amount, exchanges };
  }
}
