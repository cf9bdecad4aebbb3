import { SmtpChannel } from "../../../adapters/smtp/channel.js";
import type { ApiServer } from "../../api/server.js";
import type { Answer, Provider } from "../contract/provider.js";
import { channelContract } from "../contract/suite.js";
import { startMailServer } from "./server.js";

const PASSWORD = "the-password-of-the-mail-server";
const STATUSES: Readonly<Record<string, number | "hang">> = { fail: 451, refuse: 550, hang: "hang" };

async function openMail({ switchboard }: ApiServer): Promise<Provider> {
  const answers: Answer[] = [];
  let attempts = 0;
  const server = await startMailServer({
    mail() {
      attempts++;
      return STATUSES[String(answers.shift())];
    },
  });
  const channel = new SmtpChannel(switchboard, {
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    from: "hello@clinic.example",
    password: PASSWORD,
  });
  switchboard.channels.add(channel);
  return {
    channel,
    urn: "mailto:ann@example.org",
    get taken() {
      return server.mails.map(({ source }) => ({
        key: /^Message-ID: (.*)\r$/im.exec(source)?.[1] ?? "",
        text: text(source),
      }));
    },
    get attempts() {
      return attempts;
    },
    secrets: [PASSWORD],
    answer: (...next) => void answers.push(...next),
    close: () => server.close(),
  };
}

/** The text of a mail (RFC 2045, section 6.7: quoted-printable; lines end as ours do). */
function text(source: string): string {
  const body = source.slice(source.indexOf("\r\n\r\n") + 4).replace(/\r\n$/, "");
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable\r$/im.test(source);
  const plain = isQuoted
    ? body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : body;
  return plain.replaceAll("\r\n", "\n");
}

channelContract({ name: "E-mail", open: openMail, answers: ["take", "fail", "refuse", "hang"] });
