import { make } from "./elements.js";

const VIEWERS = { image: "img", video: "video", audio: "audio" };

/** Shows an attachment, `content-type:url`: as what it is where the browser can, else as a link, or as plain text. */
export function attachmentElement(attachment) {
  const [, type = "", url = ""] = /^([^:]*):(.*)$/s.exec(attachment) ?? [];
  if (!/^https?:\/\//i.test(url)) return make("span", { text: attachment });
  const [kind] = type.split("/");
  const viewer = Object.hasOwn(VIEWERS, kind) ? VIEWERS[kind] : undefined;
  const link = make("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: `${type}: ${url}` });
  if (!viewer) return link;
  const shown = viewer === "img" ? make(viewer, { alt: `Attachment: ${url}` }) : make(viewer, { controls: true });
  shown.addEventListener("error", () => shown.replaceWith(link), { once: true });
  shown.src = url;
  return shown;
}
