import { urnIdentity } from "../../runtime/contacts/urns.js";

/** Messages that are shown of a contact, and contacts that are remembered. */
const MAX_MESSAGES = 200;
const MAX_CHATS = 1000;

/** A message as the page shows it. */
export interface ChatMessage {
  /** The same however often it is delivered. */
  readonly id: string;
  readonly direction: "in" | "out";
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly quick_replies: readonly string[];
}

/** The last messages of the last contacts, for the page: the store knows what counts. */
export class Chats {
  readonly #chats = new Map<string, ChatMessage[]>();

  /** False: the message is there already. */
  add(urn: string, message: ChatMessage): boolean {
    const key = urnIdentity(urn);
    const messages = this.#chats.get(key) ?? [];
    if (messages.some(({ id }) => id === message.id)) return false;
    this.#chats.delete(key);
    this.#chats.set(key, [...messages, message].slice(-MAX_MESSAGES));
    const oldest = this.#chats.keys().next();
    if (this.#chats.size > MAX_CHATS && !oldest.done) this.#chats.delete(oldest.value);
    return true;
  }

  of(urn: string): readonly ChatMessage[] {
    return this.#chats.get(urnIdentity(urn)) ?? [];
  }
}
