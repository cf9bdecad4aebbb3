import Type, { type Static } from "typebox";
import { secret } from "../../runtime/fields.js";

const text = Type.String({ minLength: 1 });

/** A key to sign mails with (DKIM, RFC 6376): its public half is a TXT record at `<selector>._domainkey.<domain>`. */
const dkim = Type.Object(
  {
    domain: text,
    selector: text,
    /** PEM. */
    privateKey: text,
  },
  { additionalProperties: false },
);

/** What the settings say of an SMTP server and the mails that go out by it. */
export const smtpSettings = Type.Object(
  {
    /** The channel's id. Default: `smtp`. */
    id: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]+$" })),
    host: text,
    /** Default: 465 with implicit TLS, else 587. */
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535 })),
    /**
     * `implicit`: from the first byte. `starttls`: the server has to offer it. `none`: unencrypted, for a server of this machine.
     * Default: `implicit` at port 465, else `starttls`.
     */
    tls: Type.Optional(Type.Union([Type.Literal("implicit"), Type.Literal("starttls"), Type.Literal("none")])),
    /** Certificates of authorities that the server's is checked against, PEM. Default: those of Node. */
    ca: Type.Optional(text),
    username: Type.Optional(text),
    password: Type.Optional(secret({ title: "Password" })),
    /** The sender, such as `Clinic <hello@clinic.example>`. */
    from: text,
    replyTo: Type.Optional(text),
    /** Of messages of the channel, which have none of their own. Default: the first line of each. */
    subject: Type.Optional(text),
    dkim: Type.Optional(dkim),
    /** Connections that are open at a time. Default: 5. */
    maxConnections: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    /** Mails that are sent in a second. Default: as many as the server takes. */
    ratePerSecond: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Milliseconds that the server has for each of its answers. Default: 10000. */
    timeout: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export type SmtpSettings = Static<typeof smtpSettings>;
