import type { Ticketer } from "../../../runtime/contacts/asset-types.js";
import type { EmailService } from "../../../runtime/services/email.js";
import type { NewTicket, TicketerAnswer, TicketerService } from "../../../runtime/services/ticketer.js";
import type { MailTicketerSettings } from "../settings.js";

/** People who take tickets by e-mail. */
export class MailTicketer implements TicketerService {
  constructor(
    private readonly email: EmailService | undefined,
    private readonly settings: MailTicketerSettings,
  ) {}

  async open({ name }: Ticketer, { uuid, subject, body }: NewTicket): Promise<TicketerAnswer> {
    if (!this.email) return { exchanges: [], error: `ticketer '${name}': there is no service for e-mail` };
    const title = `[${name}] ${subject}`.replace(/\s+/g, " ").trim();
    const text = `${body}\n\n-- \nTicket ${uuid}\n`;
    const problem = await this.email.send({ to: [this.settings.to], subject: title, body: text });
    return { exchanges: [], ...(problem !== undefined && { error: `ticketer '${name}': ${problem}` }) };
  }
}
