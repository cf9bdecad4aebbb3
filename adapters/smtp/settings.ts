import Type, { type Static } from "typebox";
import { milliseconds, secret, text } from "../../runtime/fields.js";
import { channelId, ratePerSecond } from "../channel-id.js";

/** What the settings say of an SMTP server and the mails that go out by it. */
export const smtpSettings = Type.Object(
  {
    id: channelId("smtp"),
    host: text({ title: "Server", description: "Name or address of the SMTP server.", minLength: 1 }),
    port: Type.Optional(
      Type.Integer({
        title: "Port",
        description: "Default: 465 with implicit TLS, else 587.",
        minimum: 1,
        maximum: 65535,
      }),
    ),
    tls: Type.Optional(
      Type.Enum(["implicit", "starttls", "none"], {
        title: "Encryption",
        description:
          "implicit: from the first byte; starttls: the server has to offer it; none: for a server of this machine. Default: implicit at port 465, else starttls.",
      }),
    ),
    ca: Type.Optional(
      text({
        title: "Authorities",
        description: "Certificates that the server's is checked against, PEM. Default: those of Node.",
        multiline: true,
        minLength: 1,
      }),
    ),
    username: Type.Optional(text({ title: "User name", description: "Default: no login.", minLength: 1 })),
    password: Type.Optional(secret({ title: "Password", description: "For the user name." })),
    from: text({ title: "From", description: "Such as Clinic <hello@clinic.example>.", minLength: 1 }),
    replyTo: Type.Optional(
      text({ title: "Answers to", description: "Address for replies. Default: that of From.", minLength: 1 }),
    ),
    subject: Type.Optional(
      text({
        title: "Subject",
        description: "Of messages of the channel. Default: the first line of each.",
        minLength: 1,
      }),
    ),
    dkimDomain: Type.Optional(
      text({ title: "DKIM domain", description: "Mails are signed where there is a key (RFC 6376).", minLength: 1 }),
    ),
    dkimSelector: Type.Optional(
      text({
        title: "DKIM selector",
        description: "The key's public half is a TXT record at <selector>._domainkey.<domain>.",
        minLength: 1,
      }),
    ),
    dkimKey: Type.Optional(secret({ title: "DKIM key", description: "The private half, PEM." })),
    maxConnections: Type.Optional(
      Type.Integer({
        title: "Connections",
        description: "That are open at a time. Default: 5.",
        minimum: 1,
        maximum: 100,
      }),
    ),
    ratePerSecond,
    timeout: Type.Optional(
      milliseconds({
        title: "Time limit",
        description: "For each of the server's answers. Default: 10 seconds.",
        minimum: 1,
      }),
    ),
  },
  { additionalProperties: false },
);

export type SmtpSettings = Static<typeof smtpSettings>;
