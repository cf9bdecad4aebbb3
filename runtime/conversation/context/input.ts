import type { Assets } from "../../contacts/assets.js";
import { urnText } from "../../contacts/urn-display.js";
import {
  array,
  dateTimeFromMillis,
  lazyObject,
  type Environment,
  type XObject,
} from "../../expressions/excellent/index.js";
import type { Message } from "../../session/input.js";
import { channelObject } from "./contact.js";

/** `@input`: the last message, received at `at` (milliseconds since 1970 UTC). */
export function inputObject(message: Message, at: number, assets: Assets, environment: Environment): XObject {
  const { attachments = [], text } = message;
  const urls = attachments.map((attachment) => attachment.slice(attachment.indexOf(":") + 1));
  return lazyObject(
    {
      type: () => "msg",
      uuid: () => message.uuid,
      created_on: () => dateTimeFromMillis(at, "UTC"),
      channel: () => channelObject(message.channel && (assets.channels.get(message.channel.uuid) ?? message.channel)),
      urn: () => (message.urn ? urnText(message.urn.replace(/\?[^#]*/s, ""), environment.redactionPolicy) : null),
      text: () => text,
      attachments: () => array(attachments),
      external_id: () => message.external_id ?? "",
    },
    () => [text, ...urls].filter((part) => part !== "").join("\n"),
  );
}
