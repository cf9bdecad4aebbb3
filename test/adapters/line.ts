import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A network line to a server on loopback, which can be cut. */
export interface Line {
  readonly port: number;
  /** Ends all connections at once; new ones can be made. */
  cut(): void;
  close(): Promise<void>;
}

export async function openLine(serverPort: number): Promise<Line> {
  const ends = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const far = connect({ port: serverPort, host: "127.0.0.1", noDelay: true });
    for (const [end, other] of [
      [client, far],
      [far, client],
    ] as const) {
      ends.add(end);
      end.pipe(other);
      end.on("error", () => {});
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
