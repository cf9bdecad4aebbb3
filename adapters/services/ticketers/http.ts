import type { Ticketer } from "../../../runtime/contacts/asset-types.js";
import { isJsonObject } from "../../../runtime/json.js";
import type { NewTicket, TicketerAnswer, TicketerService } from "../../../runtime/services/ticketer.js";
import { postJson, type Sender } from "../json-call.js";
import type { HttpServiceSettings } from "../settings.js";

/** A server of one's own: it gets `{ticketer, ticket}` and may answer with `{external_id}`. */
export class HttpTicketer implements TicketerService {
  constructor(
    private readonly http: Sender,
    private readonly settings: HttpServiceSettings,
  ) {}

  async open({ uuid, name }: Ticketer, ticket: NewTicket): Promise<TicketerAnswer> {
    const { url, headers } = this.settings;
    const { key, ...told } = ticket;
    const answer = await postJson(
      this.http,
      url,
      { ticketer: { uuid, name }, ticket: told },
      { ...headers, "Idempotency-Key": key },
    );
    const exchanges = [answer.exchange];
    if ("error" in answer) return { exchanges, error: `ticketer '${name}': ${answer.error}` };
    const id = isJsonObject(answer.json) ? answer.json["external_id"] : undefined;
    return { exchanges, ...((typeof id === "string" || typeof id === "number") && { externalId: String(id) }) };
  }
}
