/** Makes an element. Text is always set as text, never as markup: it comes from flows and contacts. */
export function make(tag, { className = "", text, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/** The content of a template, ready to be put into the page. */
export function fromTemplate(id) {
  return document.getElementById(id).content.cloneNode(true);
}

/** Keeps the end of a list in sight. */
export function scrollToEnd(list) {
  list.scrollTop = list.scrollHeight;
}
