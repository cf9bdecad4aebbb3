import { make } from "./elements.js";
import { numberOf } from "./leg-text.js";

/** What a collector holds, or what it waits for. */
export function heldKeys(call, { leg, binding_digit, collecting }) {
  if (!collecting) return [`waits for ${binding_digit}`];
  const text = `${binding_digit}${collecting.collected}`;
  const by = collecting.leg === leg ? "" : ` pressed by ${numberOf(call, collecting.leg)}`;
  return [make("kbd", { text, ariaLabel: `Collected: ${text}` }), by];
}

/** Shows on a phone what is collected for it; nothing where nobody listens. */
export function renderKeys(element, call, leg) {
  const collector = leg && call.collectors.find((each) => each.leg === leg.id);
  element.hidden = collector === undefined;
  element.replaceChildren(...(collector ? ["Metaflow ", ...heldKeys(call, collector)] : []));
}
