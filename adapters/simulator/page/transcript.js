import { make, scrollToEnd } from "./elements.js";

/** Shows what was heard and pressed on a phone; what is there already stays in its place. */
export function renderTranscript(list, leg) {
  const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
  for (const { id, kind, by, text } of leg?.transcript ?? []) {
    const item = known.get(id) ?? list.appendChild(make("li", { className: `${kind} by-${by}`, text }));
    item.dataset.id = id;
    item.classList.toggle("playing", leg.playing?.media === id);
    known.delete(id);
  }
  for (const item of known.values()) item.remove();
  scrollToEnd(list);
}
