import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../runtime/clock.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import type { OutgoingSettings } from "../../runtime/outgoing/settings.js";

/** A server on loopback, and a client that may reach it. */
export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly http: OutgoingHttp;
}

export async function loopback(answer: RequestListener, settings: OutgoingSettings = {}): Promise<Loopback> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const http = new OutgoingHttp(systemClock, { allow: ["127.0.0.1"], ...settings });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    http,
    async [Symbol.asyncDispose]() {
      http.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
