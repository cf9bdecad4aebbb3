import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header lines and body, as they came. */
  readonly source: string;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Connections that were made. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** What the server answers to a recipient, such as 550, and to a whole mail; `hang`: nothing. */
export interface Answers {
  readonly recipient?: (address: string) => number | undefined;
  readonly mail?: () => number | "hang" | undefined;
}

/** A real SMTP server on the loopback interface. Without other options it asks for no login and offers no encryption. */
export async function startMailServer(answers: Answers = {}, options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onRcptTo({ address }, _session, callback) {
      callback(refusal(answers.recipient?.(address)));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const answer = answers.mail?.();
        if (answer === "hang") return;
        const refused = refusal(answer);
        if (!refused) {
          mails.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : "",
            to: envelope.rcptTo.map(({ address }) => address),
            source: Buffer.concat(chunks).toString(),
          });
        }
        callback(refused);
      });
    },
    ...options,
  });
  // A client that leaves in the middle is the test's own doing.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    connections: () => connections,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function refusal(status: number | undefined): Error | null {
  return status === undefined ? null : Object.assign(new Error(`answer ${status}`), { responseCode: status });
}
