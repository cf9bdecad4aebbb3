import { DeliveryRefused, type Channel } from "../../runtime/channels/channel.js";
import { outgoingMessage, type OutgoingMessage } from "../../runtime/channels/messages.js";
import { urnParts } from "../../runtime/contacts/urns.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Switchboard } from "../../runtime/switchboard.js";
import { addressOf } from "../address.js";
import { Mailer, MailRefused } from "./mailer.js";
import type { SmtpSettings } from "./settings.js";

/** RFC 5322, section 2.1.1: lines should be no longer. */
const MAX_SUBJECT = 78;

/** Messages as e-mail, to `mailto:` URNs. Nothing comes in by it. */
export class SmtpChannel implements Channel {
  readonly id: string;
  readonly name: string;
  readonly schemes = ["mailto"];
  readonly address: string;
  readonly #mailer: Mailer;

  constructor(
    private readonly switchboard: Switchboard,
    private readonly settings: SmtpSettings,
  ) {
    this.id = settings.id ?? "smtp";
    this.name = `E-mail (${this.id})`;
    this.address = settings.from;
    this.#mailer = new Mailer(settings);
  }

  async deliver(effect: Effect): Promise<void> {
    const message = outgoingMessage(effect);
    if (!message) throw new DeliveryRefused(`The channel '${this.id}' carries messages, not '${effect.event.type}'.`);
    const urn = await addressOf(this.switchboard.store, effect, message);
    const parts = urnParts(urn);
    if (parts?.scheme !== "mailto") throw new DeliveryRefused(`The channel '${this.id}' cannot reach '${urn}'.`);
    const body = bodyOf(message);
    const subject = this.settings.subject ?? firstLine(message.text);
    try {
      await this.#mailer.deliver({ to: [parts.path], subject, body }, { key: effect.key });
    } catch (error) {
      throw error instanceof MailRefused ? new DeliveryRefused(error.message) : error;
    }
  }

  async close(): Promise<void> {
    this.#mailer.close();
  }
}

/** The text, then what may be answered, then links to what is attached. */
function bodyOf({ text, quickReplies, attachments }: OutgoingMessage): string {
  const links = attachments.map((attachment) => attachment.replace(/^[\w.+-]+(\/[\w.+*-]+)?:(?=\w+:)/, ""));
  return [text, quickReplies.map((reply) => `- ${reply}`).join("\n"), links.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length <= MAX_SUBJECT ? line : `${line.slice(0, MAX_SUBJECT - 1).trimEnd()}…`;
}
