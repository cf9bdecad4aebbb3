import type { Assets } from "../../contacts/assets.js";
import { readContact } from "../../contacts/contact.js";
import { lazyObject, object, toXValue, type XObject, type XValue } from "../../expressions/excellent/index.js";
import { isJsonObject, type Json } from "../../json.js";
import type { Input } from "../../session/input.js";
import type { Trigger } from "../../session/session.js";
import { ticketObject, userObject } from "./contact.js";

/** `@trigger`. */
export function triggerObject(trigger: Trigger, assets: Assets): XObject {
  const match = trigger["keyword_match"];
  const keyword = isJsonObject(match) ? match["keyword"] : trigger["keyword"];
  return lazyObject({
    type: () => trigger.type,
    params: () => toXValue(trigger.params ?? {}),
    keyword: () => (typeof keyword === "string" ? keyword : ""),
    user: () => userValue(trigger["user"], assets),
    origin: () => (typeof trigger["origin"] === "string" ? trigger["origin"] : ""),
    ticket: () => ticketValue(trigger["event"], assets),
  });
}

function userValue(user: Json | undefined, assets: Assets): XValue {
  if (!isJsonObject(user)) return null;
  const known = assets.users.get(String(user["email"]));
  return known ? userObject(known) : null;
}

function ticketValue(event: Json | undefined, assets: Assets): XValue {
  const ticket = isJsonObject(event) ? event["ticket"] : undefined;
  if (!isJsonObject(ticket)) return null;
  const holder = { uuid: "", created_on: "1970-01-01T00:00:00Z", tickets: [ticket] };
  const [read] = readContact(holder, assets).contact.tickets;
  return read ? ticketObject(read, assets) : null;
}

/** `@resume`: what the sprint was started by, if that was a resume. */
export function resumeObject(input: Input | undefined): XValue {
  const type = input && RESUMES[input.type];
  if (!type) return null;
  const dial =
    input.type === "dial" ? object({ status: input.dial.status, duration: toXValue(input.dial.duration) }) : null;
  return object({ type, dial });
}

/** GoFlow's names of the inputs that resume a session. */
const RESUMES: Readonly<Partial<Record<Input["type"], string>>> = {
  message: "msg",
  timeout: "wait_timeout",
  expiration: "run_expiration",
  dial: "dial",
};
