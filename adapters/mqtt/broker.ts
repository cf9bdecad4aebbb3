import { once, type EventEmitter } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import type { Aedes, Client, PublishPacket } from "aedes";
import type { Log } from "../../runtime/log.js";
import type { TakeIn } from "../../runtime/channels/topics.js";
import type { MqttConnection } from "./connection.js";

const HOST = "127.0.0.1";

/** A broker in this process. */
export interface EmbeddedBroker extends MqttConnection {
  readonly port: number;
}

/**
 * Opens a broker on the loopback interface, so that devices and programs of this machine need no other. It speaks MQTT 3.1.1.
 * Its sessions are in memory: what is to outlast the process needs a broker of its own.
 *
 * Messages are taken in before the broker acknowledges them (its own order is the other way round), so that a PUBACK means
 * the same as with any broker: the message is durable. Rejects with Node's error where the port is taken.
 */
export async function openBroker(port: number, takeIn: TakeIn, log: Log): Promise<EmbeddedBroker> {
  const { Aedes } = await import("aedes");
  const inOrder = new InOrder();
  const broker = await Aedes.createBroker({
    authorizePublish(client, packet, callback) {
      if (packet.topic.startsWith("$")) return callback(new Error("Topics of the broker are not for clients."));
      const message = { topic: packet.topic, payload: Buffer.from(packet.payload) };
      // An error ends the client's connection; it will send the message again.
      inOrder.run(client, () => takeIn(message)).then(() => callback(null), callback);
    },
  });
  const server = createServer({ noDelay: true }, broker.handle).listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    broker.close();
    throw error;
  }
  const complain = (error: Error): void => log.warn(`The MQTT broker in this process: ${error.message}`);
  // The broker's own types leave this event out.
  (broker as EventEmitter).on("error", complain);
  server.on("error", complain);
  return connectionTo(broker, server);
}

function connectionTo(broker: Aedes, server: Server): EmbeddedBroker {
  return {
    port: (server.address() as AddressInfo).port,
    publish(topic, payload) {
      const packet: PublishPacket = { cmd: "publish", topic, payload, qos: 1, retain: false, dup: false };
      return new Promise((resolve, reject) => broker.publish(packet, (error) => (error ? reject(error) : resolve())));
    },
    // Every message passes here anyway.
    subscribe() {},
    unsubscribe() {},
    async close() {
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
    },
  };
}

/** A client's packets are handled side by side by the broker; what a contact writes has an order. */
class InOrder {
  readonly #last = new WeakMap<Client, Promise<void>>();

  run(client: Client | null, work: () => Promise<void>): Promise<void> {
    if (!client) return work();
    const before = this.#last.get(client) ?? Promise.resolve();
    const result = before.then(work);
    this.#last.set(client, result);
    return result;
  }
}
