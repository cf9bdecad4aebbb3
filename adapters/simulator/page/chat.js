import { attachmentElement } from "./attachment.js";
import { fromTemplate, make, scrollToEnd } from "./elements.js";
import { networkChoice } from "./network.js";
import { send, stateNotices, watch } from "./server.js";

/** How long the other side may seem to be typing, in milliseconds; a flow that says nothing then seems to have stopped. */
const TYPING_MS = 2500;

/** A chat of one contact. Attribute `urn`: who writes. */
export class SimulatorChat extends HTMLElement {
  #shown = new Set();
  #stopWatching = () => {};
  #typing;

  connectedCallback() {
    this.append(fromTemplate("chat-template"));
    this.urn.value = this.getAttribute("urn");
    this.querySelector(".who").addEventListener("submit", (event) => {
      event.preventDefault();
      this.composer.text.focus();
    });
    this.urn.addEventListener("change", () => this.#open());
    // An image has its size only once it is there.
    this.log.addEventListener("load", () => scrollToEnd(this.log), true);
    this.composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#write(this.composer.text.value.trim());
    });
    this.composer.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.composer.requestSubmit();
    });
    networkChoice(this.querySelector("select[name=network]"), (text) => this.#notice(text));
    this.querySelector(".what").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#happen(event.target.elements.event.value);
    });
    this.#open();
  }

  disconnectedCallback() {
    this.#stopWatching();
  }

  get urn() {
    return this.querySelector(".who input");
  }

  get log() {
    return this.querySelector(".log");
  }

  get composer() {
    return this.querySelector(".composer");
  }

  /** Shows the chat of the contact that is chosen. */
  #open() {
    this.#stopWatching();
    this.#shown.clear();
    this.log.replaceChildren();
    this.#offer([]);
    this.#notice();
    this.#stopWatching = watch(
      { urn: this.urn.value.trim() },
      (news) => (news.type === "messages" ? news.messages : [news.message]).forEach((message) => this.#show(message)),
      (state) => this.#notice(stateNotices[state]),
    );
  }

  async #write(text) {
    if (text === "") return;
    this.composer.text.value = "";
    this.#offer([]);
    this.#showTyping();
    try {
      await send("messages", { urn: this.urn.value.trim(), text, id: crypto.randomUUID?.() ?? String(Math.random()) });
      this.#notice();
    } catch (error) {
      this.#hideTyping();
      this.composer.text.value = text;
      this.#notice(error.message);
    }
  }

  /** Something other than a message happens to the contact. */
  async #happen(event) {
    try {
      const { sessions } = await send("events", { urn: this.urn.value.trim(), event });
      this.#notice(sessions.length === 0 ? "No flow listens for that." : "");
    } catch (error) {
      this.#notice(error.message);
    }
  }

  /** After a new connection the server may tell again what is here already. */
  #show(message) {
    if (this.#shown.has(message.id)) return;
    this.#shown.add(message.id);
    const at = new Date(message.at);
    const item = make(
      "li",
      { className: `message ${message.direction}` },
      ...message.attachments.map(attachmentElement),
      make("span", { text: message.text }),
      make("time", {
        dateTime: at.toISOString(),
        text: at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }),
      }),
    );
    if (message.direction === "out") this.#hideTyping();
    this.log.querySelector(".note")?.remove();
    this.log.insertBefore(item, this.#typing?.element ?? null);
    this.#offer(message.quick_replies);
    scrollToEnd(this.log);
  }

  /** Answers to choose from; those of an earlier message are of no use any more. */
  #offer(texts) {
    const buttons = texts.map((text) => {
      const button = make("button", { type: "button", text });
      button.addEventListener("click", () => {
        this.#write(text);
        this.composer.text.focus();
      });
      return button;
    });
    this.querySelector(".replies").replaceChildren(...buttons);
  }

  #showTyping() {
    this.#hideTyping();
    const element = make(
      "li",
      { className: "message out typing", ariaHidden: "true" },
      make("i"),
      make("i"),
      make("i"),
    );
    this.#typing = { element, timer: setTimeout(() => this.#noAnswer(), TYPING_MS) };
    this.log.append(element);
    scrollToEnd(this.log);
  }

  /** Whoever is new here may have written what starts no flow. */
  #noAnswer() {
    this.#hideTyping();
    this.log.append(make("li", { className: "note", text: "No flow has answered yet." }));
    scrollToEnd(this.log);
  }

  #hideTyping() {
    clearTimeout(this.#typing?.timer);
    this.#typing?.element.remove();
    this.#typing = undefined;
  }

  #notice(text = "") {
    const notice = this.querySelector(".notice");
    notice.textContent = text;
    notice.hidden = text === "";
  }
}
