import type { Capabilities } from "../../runtime/channels/capabilities.js";
import { CredentialsRefused, DeliveryRefused, type Channel, type Receipt } from "../../runtime/channels/channel.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { MessageSender, type OutgoingPart, type SentPart } from "../message-sender.js";
import { LoginRefused, Mailer, MailRefused } from "./mailer.js";
import type { SmtpSettings } from "./settings.js";

/** RFC 5322, section 2.1.1: lines should be no longer. */
const MAX_SUBJECT = 78;

/** Messages as e-mail, to `mailto:` URNs. Nothing comes in by it. */
export class SmtpChannel implements Channel {
  readonly id: string;
  readonly name: string;
  readonly schemes = ["mailto"];
  readonly address: string;
  readonly ratePerSecond?: number;
  readonly capabilities: Capabilities = { can: ["text"] };
  readonly #mailer: Mailer;
  readonly #sender: MessageSender;

  constructor(
    switchboard: Switchboard,
    private readonly settings: SmtpSettings,
  ) {
    this.id = settings.id ?? "smtp";
    this.name = `E-mail (${this.id})`;
    this.address = settings.from;
    // What is too much waits in the outbox, and not in the mailer, whose time is limited.
    const { ratePerSecond, ...server } = settings;
    if (ratePerSecond !== undefined) this.ratePerSecond = ratePerSecond;
    this.#mailer = new Mailer(server);
    this.#sender = new MessageSender({
      store: switchboard.store,
      channel: this.id,
      capabilities: () => this.capabilities,
      send: (part, signal) => this.#send(part, signal),
    });
  }

  deliver(effect: Effect, signal?: AbortSignal): Promise<Receipt> {
    return this.#sender.deliver(effect, signal);
  }

  async check(): Promise<string> {
    await this.#mailer.check();
    return `The mail server ${this.settings.host} accepts the connection and the login.`;
  }

  async close(): Promise<void> {
    this.#mailer.close();
  }

  async #send({ urn, text, key }: OutgoingPart, signal?: AbortSignal): Promise<SentPart> {
    const parts = urnParts(urn);
    if (parts?.scheme !== "mailto") throw new DeliveryRefused(`The channel '${this.id}' cannot reach '${urn}'.`);
    const mail = { to: [parts.path], subject: this.settings.subject ?? firstLine(text), body: text };
    try {
      await this.#mailer.deliver(mail, { key, ...(signal && { signal }) });
      return { status: "sent" };
    } catch (error) {
      if (error instanceof MailRefused) throw new DeliveryRefused(error.message);
      if (error instanceof LoginRefused) throw new CredentialsRefused(error.message);
      throw error;
    }
  }
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length <= MAX_SUBJECT ? line : `${line.slice(0, MAX_SUBJECT - 1).trimEnd()}…`;
}
