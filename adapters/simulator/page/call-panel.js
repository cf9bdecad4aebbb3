import { make } from "./elements.js";
import { heldKeys } from "./held-keys.js";
import { numberOf } from "./leg-text.js";

/** What was run last. */
const MAX_ACTIVITIES = 12;

/** What goes on in a call beside its phones: who hears whom, the queue, the collectors of keys, and what they ran. */
export class CallPanel {
  element = make("section", { className: "panel" });

  show(call) {
    const { from, to, bridges, queue, collectors, activities } = call;
    this.element.ariaLabel = `Call from ${from} to ${to}`;
    const parts = [
      ...bridges.filter(({ name, parties }) => name !== undefined || parties.length > 1).map(bridge),
      ...(queue ? [waiting(queue)] : []),
      ...collectors.map((each) => collector(call, each)),
      ...(activities.length > 0 ? [history(call, activities.slice(-MAX_ACTIVITIES))] : []),
    ];
    this.element.hidden = parts.length === 0;
    this.element.replaceChildren(make("h2", { text: `Call ${from} → ${to}` }), ...parts);
  }

  close() {}
}

function fact(name, ...content) {
  return make("div", { className: "fact" }, make("h3", { text: name }), make("p", {}, ...content));
}

function waiting({ queue, name = queue, status, agent, agent_name: who = agent }) {
  return fact("Queue", `${name}: ${status}${who ? ` (${who})` : ""}`);
}

function bridge({ name, parties }) {
  const numbers = parties.map(({ number }) => make("span", { className: "chip", text: number }));
  const joined = numbers.flatMap((chip, index) => (index === 0 ? [chip] : [" ↔ ", chip]));
  return fact(name === undefined ? "Connected" : `Conference ${name}`, ...joined);
}

/** What a collector waits for, and what it holds. */
function collector(call, each) {
  const { endpoint, leg, listens_on, numbers, patterns } = each;
  const on = listens_on === "self" ? "" : ` (hears ${listens_on})`;
  const means = [...numbers, ...patterns].join("  ");
  return fact(
    `Keys of ${endpoint === leg ? numberOf(call, leg) : endpoint}${on}`,
    ...heldKeys(call, each),
    make("small", { text: ` ${means}` }),
  );
}

function history(call, activities) {
  const lines = activities.map(({ endpoint, leg, text, type }) => {
    const who = endpoint ?? (leg !== undefined ? numberOf(call, leg) : undefined);
    return make("li", { className: type, text: who === undefined || who === "api" ? text : `${who}: ${text}` });
  });
  return make("div", { className: "fact" }, make("h3", { text: "What ran" }), make("ol", {}, ...lines));
}
