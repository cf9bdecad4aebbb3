import { formatUrn, normalizeUrn, urnParts, urnProblem } from "../contacts/urns.js";
import type { JsonObject } from "../json.js";

/** Channels of 8x8 whose users are known by their phone numbers alone. */
const BY_NUMBER: readonly string[] = ["sms", "rcs"];

/** The URN of who wrote by a chat app: by the channel's own scheme where it has one, else as somebody of another system. */
export function chatUrn(channel: string, user: JsonObject): string | undefined {
  const app = channel.toLowerCase();
  const { msisdn, channelUserId } = user;
  const [number, id] = [msisdn, channelUserId].map((each) =>
    typeof each === "string" && each !== "" ? each : undefined,
  );
  if (BY_NUMBER.includes(app) && number !== undefined) return telUrn(number);
  const path = app === "whatsapp" && number !== undefined ? number.replace(/\D/g, "") : (id ?? number);
  if (path === undefined) return undefined;
  const own = formatUrn({ scheme: app, path, query: "", display: "" });
  return urnProblem(own) === undefined
    ? own
    : formatUrn({ scheme: "ext", path: `${app}:${path}`, query: "", display: "" });
}

export function telUrn(number: string): string {
  return normalizeUrn(`tel:${/^\d{7,15}$/.test(number) ? `+${number}` : number}`);
}

/** The URN of whom a step names as the chat API does: a number is one of WhatsApp. Undefined: nobody, or by an id of any app. */
export function chatUserUrn({ msisdn, lineUserId }: JsonObject): string | undefined {
  if (typeof lineUserId === "string") return `line:${lineUserId}`;
  return typeof msisdn === "string" ? `whatsapp:${msisdn.replace(/\D/g, "")}` : undefined;
}

/** How the chat API names who has a URN. */
export function chatUser(urn: string): JsonObject {
  const { scheme, path } = urnParts(urn) ?? { scheme: "", path: urn };
  if (scheme === "whatsapp") return { msisdn: `+${path}` };
  if (scheme === "line") return { lineUserId: path };
  if (scheme === "ext") return { channelUserId: path.slice(path.indexOf(":") + 1) };
  return { channelUserId: path };
}
