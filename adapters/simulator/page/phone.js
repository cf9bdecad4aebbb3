import { fromTemplate } from "./elements.js";
import { Handset } from "./handset.js";
import { send } from "./server.js";

/** Your own telephone. Attributes: `number`, its own; `calls`, the number that it offers to call. */
export class SimulatorPhone extends HTMLElement {
  #handset;
  #calls;
  /** Id of the call that it is in, or was in last. */
  #current;

  connectedCallback() {
    this.append(fromTemplate("phone-template"));
    this.#part("[name=number]").value = this.getAttribute("number");
    this.#part("[name=to]").value = this.getAttribute("calls");
    this.#handset = new Handset(this.#part(".phone"), (text) => this.#notice(text));
    this.#part(".who").addEventListener("submit", (event) => event.preventDefault());
    this.#part("[name=number]").addEventListener("change", () => this.#render());
    this.#part(".dial").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#dial();
    });
  }

  disconnectedCallback() {
    this.#handset.close();
  }

  /** The calls that it looks at. */
  set calls(calls) {
    this.#calls = calls;
    calls.addEventListener("change", () => {
      this.#notice(calls.notice);
      this.#render();
    });
  }

  /** The phone of a call that it is, as `{call, leg}`; undefined: it lies there. */
  get shown() {
    const { number } = this;
    const mine = this.#calls.phones.filter(({ leg }) => leg.number === number);
    const current = mine.findLast(({ call }) => call.id === this.#current);
    if (current && current.leg.status !== "ended") return current;
    return mine.findLast(({ leg }) => leg.status !== "ended") ?? current;
  }

  get number() {
    return this.#part("[name=number]").value.trim();
  }

  #part(selector) {
    return this.querySelector(selector);
  }

  async #dial() {
    this.#notice();
    try {
      const { call } = await send("calls", { from: this.number, to: this.#part("[name=to]").value.trim() });
      this.#current = call;
      this.#render();
    } catch (error) {
      this.#notice(error.message);
    }
  }

  #render() {
    const { shown } = this;
    const wasLive = this.#handset.isLive;
    if (shown?.leg.status !== "ended") this.#current = shown?.call.id ?? this.#current;
    this.#handset.show(shown?.call, shown?.leg);
    const { isLive } = this.#handset;
    this.#part(".dial").hidden = isLive;
    this.#part("[name=number]").disabled = isLive;
    if (wasLive && !isLive && this.contains(document.activeElement)) this.#part(".call").focus();
  }

  #notice(text = "") {
    const notice = this.#part(".notice");
    notice.textContent = text;
    notice.hidden = text === "";
  }
}
