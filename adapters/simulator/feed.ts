import { EventEmitter } from "node:events";
import { urnIdentity } from "../../runtime/contacts/urns.js";
import type { ChatMessage } from "./chats.js";
import type { CallView } from "./call-view.js";

/** News for whoever looks on. A call is always shown whole: it is small, and a reader that missed one state has the next. */
export type News =
  | { readonly type: "messages"; readonly messages: readonly ChatMessage[] }
  | { readonly type: "message"; readonly message: ChatMessage }
  | { readonly type: "calls"; readonly calls: readonly CallView[] }
  | { readonly type: "call"; readonly call: CallView };

/** What can be looked at: a contact's chat, one call, all calls of a phone's number, or the newest calls. */
export const topics = {
  chat: (urn: string): string => `chat:${urnIdentity(urn)}`,
  call: (id: string): string => `call:${id}`,
  phone: (number: string): string => `phone:${number}`,
  calls: "calls",
};

/** Hands news to those who look at a topic. */
export class Feed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publish(topic: string, news: News): void {
    this.#emitter.emit(topic, news);
  }

  /** The result ends it. */
  subscribe(topic: string, listener: (news: News) => void): () => void {
    this.#emitter.on(topic, listener);
    return () => this.#emitter.off(topic, listener);
  }

  isWatched(topic: string): boolean {
    return this.#emitter.listenerCount(topic) > 0;
  }
}
