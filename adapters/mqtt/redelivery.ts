import { createHash } from "node:crypto";

/** What is used of a packet. */
interface Delivered {
  readonly messageId?: number | undefined;
  readonly dup: boolean;
  readonly topic: string;
  readonly payload: Buffer | string;
}

interface Known {
  readonly digest: string;
  /** Whether it is in the inbox. */
  readonly taken: Promise<boolean>;
}

/**
 * Messages whose acknowledgement may not have reached the broker. It delivers them again on the next connection, marked as a
 * repetition and with the same packet identifier (MQTT 5, section 4.4); what is in the inbox already is then only acknowledged.
 * A process that ended in between knows nothing of it: who must be sure gives messages an id.
 */
export class Redelivery {
  readonly #known = new Map<number, Known>();

  /** Takes a message in by `take`, unless it is a repetition of one that was. Rejects as `take` does. */
  async once(packet: Delivered, take: () => Promise<void>): Promise<void> {
    const { messageId, dup } = packet;
    if (messageId === undefined) return take();
    const digest = createHash("sha256").update(packet.topic).update("\0").update(packet.payload).digest("base64");
    const known = this.#known.get(messageId);
    if (dup && known?.digest === digest && (await known.taken)) return;
    const taking = take();
    this.#known.set(messageId, {
      digest,
      taken: taking.then(
        () => true,
        () => false,
      ),
    });
    await taking;
  }

  /** The broker has the acknowledgement: it may use the identifier for another message. */
  acknowledged({ messageId }: Pick<Delivered, "messageId">): void {
    if (messageId !== undefined) this.#known.delete(messageId);
  }

  /** The broker does not know us any more, and delivers nothing again. */
  forget(): void {
    this.#known.clear();
  }
}
