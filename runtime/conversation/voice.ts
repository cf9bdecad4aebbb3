import type { Reference } from "../contacts/references.js";
import type { StepContext } from "../engine/context.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** What a voice flow talks through: the trigger's connection, or the call that the session is about. */
interface Connection {
  readonly channel?: Reference;
  readonly urn?: string;
}

function connectionOf({ session }: StepContext): Connection {
  const given = session.trigger["connection"];
  if (isJsonObject(given)) return given as Connection;
  const { call, channel } = session;
  if (!call) return {};
  const other = call.direction === "incoming" ? call.from : call.to;
  return { urn: `tel:${other}`, ...(channel !== undefined && { channel: { uuid: channel, name: channel } }) };
}

/** Lets the contact hear something: an `ivr_created` event, for the channel to say or play (goflow.md section 13). */
export function speak(step: StepContext, spoken: { text: string; audioUrl: string; language?: string }): void {
  const { channel, urn } = connectionOf(step);
  const msg: JsonObject = {
    uuid: step.uuid(),
    ...(urn !== undefined && { urn }),
    ...(channel && { channel: { ...channel } }),
    text: spoken.text,
    ...(spoken.audioUrl && { attachments: [`audio:${spoken.audioUrl}`] }),
    ...(spoken.language && { text_language: spoken.language }),
  };
  step.effect({ type: "ivr_created", msg }, channel?.uuid);
}
