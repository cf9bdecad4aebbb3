import { createHash } from "node:crypto";

/** What is used of a packet. */
interface Delivered {
  readonly messageId?: number | undefined;
  readonly dup: boolean;
  readonly topic: string;
  readonly payload: Buffer | string;
}

interface Known {
  readonly messageId: number;
  readonly digest: string;
  /** Whether it is in the inbox. */
  readonly taken: Promise<boolean>;
}

/**
 * Messages whose acknowledgement may not have reached the broker. It delivers them again on the next connection, marked as a
 * repetition and with the same packet identifier (MQTT 5, section 4.4); what is in the inbox already is then only acknowledged.
 * An acknowledgement that was written may still get lost: it has arrived for sure when the broker answers what was sent after it.
 * A process that ended in between knows nothing of it: who must be sure gives messages an id.
 */
export class Redelivery {
  readonly #known = new Map<number, Known>();
  /** Acknowledged, which the broker may not know yet. */
  readonly #unsure = new Set<Known>();
  /** What was sent to the broker after some acknowledgements, and these. */
  #question: { readonly id: number | undefined; readonly before: readonly Known[] } | undefined;

  /** Takes a message in by `take`, unless it is a repetition of one that was. Rejects as `take` does. */
  async once(packet: Delivered, take: () => Promise<void>): Promise<void> {
    const { messageId, dup } = packet;
    if (messageId === undefined) return take();
    const digest = createHash("sha256").update(packet.topic).update("\0").update(packet.payload).digest("base64");
    const known = this.#known.get(messageId);
    // An earlier acknowledgement was lost, or was that of another message.
    if (known) this.#unsure.delete(known);
    if (dup && known?.digest === digest && (await known.taken)) {
      this.#known.set(messageId, { ...known });
      return;
    }
    const taking = take();
    this.#known.set(messageId, {
      messageId,
      digest,
      taken: taking.then(
        () => true,
        () => false,
      ),
    });
    await taking;
  }

  /** The acknowledgement was written. */
  acknowledged({ messageId }: Pick<Delivered, "messageId">): void {
    const known = messageId === undefined ? undefined : this.#known.get(messageId);
    if (known) this.#unsure.add(known);
  }

  /** The broker was sent what it is going to answer, under this identifier of ours; a ping has none. */
  asked(id: number | undefined): void {
    if (this.#unsure.size > 0) this.#question ??= { id, before: [...this.#unsure] };
  }

  /** The broker answered: it may use the identifiers that were acknowledged before for other messages. */
  answered(id: number | undefined): void {
    if (!this.#question || this.#question.id !== id) return;
    for (const known of this.#question.before) {
      this.#unsure.delete(known);
      if (this.#known.get(known.messageId) === known) this.#known.delete(known.messageId);
    }
    this.#question = undefined;
  }

  /** What was asked on this connection is not going to be answered. */
  disconnected(): void {
    this.#question = undefined;
  }

  /** The broker does not know us any more, and delivers nothing again. */
  forget(): void {
    this.#known.clear();
    this.#unsure.clear();
  }
}
