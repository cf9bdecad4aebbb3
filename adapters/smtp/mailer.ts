import type { NodemailerError, SMTPPoolSentMessageInfo, Transporter } from "nodemailer";
import type { Email, EmailService } from "../../runtime/services/email.js";
import type { SmtpSettings } from "./settings.js";
import { openTransport } from "./transport.js";

/** A flow that sends a mail in the middle of a sprint waits for it so long at most, in milliseconds. */
const SERVICE_TIMEOUT_MS = 30_000;
/** One address and nothing else: a text of a contact must not become a list of recipients. */
const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/;

/** The server will never take this mail, or there is nobody to send it to. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** The server does not accept the user name and the password, so no mail is to blame. */
export class LoginRefused extends Error {
  override readonly name = "LoginRefused";
}

export interface SendOptions {
  /** Names the mail: the same one is sent again with the same `Message-ID`. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Sends mails by an SMTP server: for the step `send_email`, and for the channel of `mailto:` addresses. */
export class Mailer implements EmailService {
  readonly #transport: Transporter<SMTPPoolSentMessageInfo>;

  constructor(private readonly settings: SmtpSettings) {
    this.#transport = openTransport(settings);
  }

  async send(email: Email): Promise<string | undefined> {
    try {
      await this.deliver(email, { signal: AbortSignal.timeout(SERVICE_TIMEOUT_MS) });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /**
   * Sends a mail to all of its recipients. Throws `MailRefused` where the server refused it, or one of them, for good (an answer
   * 5xx), and another error where it may take it later. Those that it took have it even then.
   */
  async deliver({ to, subject, body }: Email, { key, signal }: SendOptions = {}): Promise<void> {
    const wrong = to.filter((address) => !ADDRESS.test(address));
    if (wrong.length > 0) throw new MailRefused(`No mail address: ${wrong.map((each) => `'${each}'`).join(", ")}.`);
    const { from, replyTo } = this.settings;
    const sending = this.#transport.sendMail({
      from,
      ...(replyTo !== undefined && { replyTo }),
      to: to.map((address) => ({ name: "", address })),
      subject,
      text: body,
      ...(key !== undefined && { messageId: this.#messageId(key) }),
      ...(signal && { signal }),
    });
    const { rejectedErrors = [] } = await sending.catch((error: unknown) => {
      throw this.#explained(error as NodemailerError);
    });
    if (rejectedErrors.length > 0) throw this.#refusal(rejectedErrors);
  }

  /** Connects and logs in, and sends nothing. Rejects with why that failed. */
  async check(): Promise<void> {
    await this.#transport.verify().catch((error: unknown) => {
      throw this.#explained(error as NodemailerError, "cannot be used");
    });
  }

  /** What is under way is sent; what comes after this fails. */
  close(): void {
    this.#transport.close();
  }

  #messageId(key: string): string {
    const domain = /@([^\s@>]+)>?\s*$/.exec(this.settings.from)?.[1] ?? "localhost";
    return `<${key.replace(/[^A-Za-z0-9-]+/g, ".")}@${domain}>`;
  }

  #explained(error: NodemailerError, said = "did not take the mail"): Error {
    const text = `The mail server ${this.settings.host} ${said}: ${error.message}`;
    if (error.code === "EAUTH") return new LoginRefused(text);
    return error.permanent === true ? new MailRefused(text) : new Error(text);
  }

  /** Some recipients got the mail: sending it again would send it to them again. */
  #refusal(errors: readonly NodemailerError[]): MailRefused {
    const each = errors.map(({ recipient, response, message }) => `${recipient}: ${response ?? message}`);
    return new MailRefused(`The mail server ${this.settings.host} refused recipients: ${each.join("; ")}`);
  }
}
