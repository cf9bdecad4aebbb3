import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

const MOSQUITTO = "/usr/sbin/mosquitto";

/** Says once, in one line, why the tests are skipped where it is absent. */
export function hasMosquitto(): boolean {
  const there = existsSync(MOSQUITTO);
  if (!there) process.stderr.write(`MQTT is not tested against Mosquitto: there is no ${MOSQUITTO}.\n`);
  return there;
}

/** A broker that can go away and come back with what it was to deliver. */
export interface Mosquitto {
  readonly url: string;
  start(): Promise<void>;
  /** What it has for clients who are away, it writes down. */
  stop(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Starts a Mosquitto of its own on a free port. */
export async function startMosquitto(): Promise<Mosquitto> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "switchboard-mosquitto-"));
  const config = join(folder, "mosquitto.conf");
  const settings = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "set_tcp_nodelay true",
    "persistence true",
    `persistence_location ${folder}/`,
    // Run by root, it would else become a user who cannot write there.
    `user ${userInfo().username}`,
  ];
  await writeFile(config, `${settings.join("\n")}\n`);
  let broker: ChildProcess | undefined;
  const mosquitto: Mosquitto = {
    url: `mqtt://127.0.0.1:${port}`,
    async start() {
      broker = spawn(MOSQUITTO, ["-c", config], { stdio: "ignore" });
      while (!(await answers(port))) await new Promise(setImmediate);
    },
    async stop() {
      const running = broker;
      broker = undefined;
      if (running?.kill()) await once(running, "exit");
    },
    async close() {
      await mosquitto.stop();
      await rm(folder, { recursive: true });
    },
  };
  await mosquitto.start();
  return mosquitto;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
