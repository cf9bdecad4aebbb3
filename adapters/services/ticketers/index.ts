import type { EmailService } from "../../../runtime/services/email.js";
import type { TicketerService } from "../../../runtime/services/ticketer.js";
import type { Sender } from "../json-call.js";
import { named } from "../named.js";
import type { ServiceSettings } from "../settings.js";
import { HttpTicketer } from "./http.js";
import { MailTicketer } from "./mail.js";

/** Each ticketer of the assets by the service that the settings name for it. */
export function ticketers(
  http: Sender,
  email: EmailService | undefined,
  settings: NonNullable<ServiceSettings["ticketers"]>,
): TicketerService {
  const find = named<TicketerService>(
    Object.entries(settings).map(([name, each]) => [
      name,
      each.protocol === "mail" ? new MailTicketer(email, each) : new HttpTicketer(http, each),
    ]),
  );
  return {
    async open(ticketer, ticket) {
      const service = find(ticketer);
      if (service) return service.open(ticketer, ticket);
      return { exchanges: [], error: `the ticketer '${ticketer.name}' is not set up in the settings` };
    },
  };
}
