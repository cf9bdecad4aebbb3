import type { Assets } from "../../contacts/assets.js";
import { urnText } from "../../contacts/urn-display.js";
import {
  array,
  dateTimeFromMillis,
  lazyObject,
  readIsoDateTime,
  type DateTime,
  type Environment,
  type XObject,
} from "../../expressions/excellent/index.js";
import type { Message } from "../../session/input.js";
import type { Session } from "../../session/session.js";
import { channelObject } from "./contact.js";

/** When the last message was received: as its document says, with all digits and its own offset, if it came by one. */
export function inputTime({ inputOn, inputAt, startedAt }: Session): DateTime {
  return (
    (inputOn === undefined ? undefined : readIsoDateTime(inputOn)) ?? dateTimeFromMillis(inputAt ?? startedAt, "UTC")
  );
}

/** `@input`: the last message, received at `at`. */
export function inputObject(message: Message, at: DateTime, assets: Assets, environment: Environment): XObject {
  const { attachments = [], text } = message;
  const urls = attachments.map((attachment) => attachment.slice(attachment.indexOf(":") + 1));
  return lazyObject(
    {
      type: () => "msg",
      uuid: () => message.uuid,
      created_on: () => at,
      channel: () => channelObject(message.channel && (assets.channels.get(message.channel.uuid) ?? message.channel)),
      urn: () => (message.urn ? urnText(message.urn.replace(/\?[^#]*/s, ""), environment.redactionPolicy) : null),
      text: () => text,
      attachments: () => array(attachments),
      external_id: () => message.external_id ?? "",
    },
    () => [text, ...urls].filter((part) => part !== "").join("\n"),
  );
}
