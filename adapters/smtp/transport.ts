import { createTransport, type DKIMOptions, type SMTPPoolSentMessageInfo, type Transporter } from "nodemailer";
import type { SmtpSettings } from "./settings.js";

const IMPLICIT_TLS_PORT = 465;
const TIMEOUT_MS = 10_000;

/** Connections to the server of the settings, opened when they are needed. */
export function openTransport(settings: SmtpSettings): Transporter<SMTPPoolSentMessageInfo> {
  const { host, port, ca, username, password = "", maxConnections, ratePerSecond } = settings;
  const { tls = port === IMPLICIT_TLS_PORT ? "implicit" : "starttls", timeout = TIMEOUT_MS } = settings;
  return createTransport({
    pool: true,
    host,
    ...(port !== undefined && { port }),
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    ...(ca !== undefined && { tls: { ca } }),
    ...(username !== undefined && { auth: { user: username, pass: password } }),
    ...signature(settings),
    ...(maxConnections !== undefined && { maxConnections }),
    ...(ratePerSecond !== undefined && { rateLimit: ratePerSecond, rateDelta: 1000 }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    dnsTimeout: timeout,
    socketTimeout: timeout,
    // What is sent is text of ours: a flow or a contact names no file and no page of our network that would be sent along.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** All three parts make a signature; one that is missing is a mistake, not a wish to send unsigned mails. */
function signature({ dkimDomain, dkimSelector, dkimKey }: SmtpSettings): { dkim?: DKIMOptions } {
  if (dkimDomain === undefined && dkimSelector === undefined && dkimKey === undefined) return {};
  if (dkimDomain === undefined || dkimSelector === undefined || dkimKey === undefined) {
    throw new TypeError("To sign mails (DKIM), set dkimDomain, dkimSelector and dkimKey.");
  }
  return { dkim: { domainName: dkimDomain, keySelector: dkimSelector, privateKey: withLines(dkimKey) } };
}

/** A key in PEM that came through a field of one line has lost its line breaks, which it needs (RFC 7468). */
function withLines(pem: string): string {
  return pem.replace(
    /(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)/,
    (_all, begin: string, body: string, end: string) =>
      [begin, ...(body.replace(/\s+/g, "").match(/.{1,64}/g) ?? []), end].join("\n"),
  );
}
