import { createTransport, type SMTPPoolSentMessageInfo, type Transporter } from "nodemailer";
import type { SmtpSettings } from "./settings.js";

const IMPLICIT_TLS_PORT = 465;
const TIMEOUT_MS = 10_000;

/** Connections to the server of the settings, opened when they are needed. */
export function openTransport(settings: SmtpSettings): Transporter<SMTPPoolSentMessageInfo> {
  const { host, port, ca, username, password = "", dkim, maxConnections, ratePerSecond } = settings;
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
    ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
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
