import { isLive } from "./calls.js";
import { CallPanel } from "./call-panel.js";
import { fromTemplate, make } from "./elements.js";
import { Handset } from "./handset.js";

/** The phones of everybody else, and what goes on between all. */
export class SimulatorParties extends HTMLElement {
  #cards = new Map();
  #panels = new Map();
  #calls;
  #own;

  connectedCallback() {
    this.append(fromTemplate("parties-template"));
  }

  /** The calls that are shown; the phone `own` shows one leg itself. */
  watch(calls, own) {
    this.#calls = calls;
    this.#own = own;
    calls.addEventListener("change", () => this.#render());
  }

  #render() {
    const live = new Set([...this.#calls.all.values()].filter(isLive));
    const own = this.#own.shown;
    const others = this.#calls.phones.filter(({ call, leg }) => live.has(call) && leg.id !== own?.leg.id);
    this.#renderAll(this.#cards, this.querySelector(".cards"), others, ({ leg }) => leg.id, newCard);
    const calls = [...this.#calls.all.values()].filter((call) => live.has(call) || call === own?.call);
    this.#renderAll(
      this.#panels,
      this.querySelector(".panels"),
      calls,
      ({ id }) => id,
      () => new CallPanel(),
    );
    this.querySelector(".nobody").hidden = others.length > 0;
  }

  #renderAll(known, list, items, idOf, create) {
    const wanted = new Map(items.map((item) => [idOf(item), item]));
    for (const [id, part] of known) {
      if (wanted.has(id)) continue;
      part.close();
      part.element.remove();
      known.delete(id);
    }
    for (const [id, item] of wanted) {
      let part = known.get(id);
      if (!part) {
        known.set(id, (part = create(item)));
        list.append(part.element);
      }
      part.show(item);
    }
  }
}

/** The phone of a party. */
function newCard({ leg }) {
  const element = fromTemplate("party-template").firstElementChild;
  element.ariaLabel = `Phone ${leg.number}`;
  element.querySelector(".number").textContent = leg.number;
  const whose = leg.agent_name ?? leg.endpoint;
  if (whose !== undefined && whose !== leg.number)
    element.querySelector(".number").append(make("small", { text: whose }));
  const notice = element.querySelector(".notice");
  const handset = new Handset(element, (text) => {
    notice.textContent = text;
    notice.hidden = text === "";
  });
  element.querySelector(".keypad").ariaLabel = `Keypad of ${leg.number}`;
  element.querySelector(".transcript").ariaLabel = `What ${leg.number} hears`;
  return { element, show: ({ call, leg }) => handset.show(call, leg), close: () => handset.close() };
}
