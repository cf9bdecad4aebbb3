import type { Deliverer } from "../../channels/channel.js";
import { lanes } from "../../session/lanes.js";
import { derivedUuid } from "../../formats/uuids.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { Effect, Event } from "../../session/event.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { BROADCASTS } from "./queues.js";
import { recipientsOf } from "./reach.js";

/**
 * Acts on `broadcast_created` (goflow.md section 13): each recipient gets the message in a session of one step, so that it goes
 * out in order with everything else that is said to the contact, and by the channel that the contact is reached by.
 */
export class Broadcaster implements Deliverer {
  readonly id = BROADCASTS;

  constructor(private readonly switchboard: Switchboard) {}

  async deliver({ event, key }: Effect): Promise<JsonObject> {
    let sent = 0;
    for await (const { id, document } of recipientsOf(event, this.switchboard.reach)) {
      const session = derivedUuid(key, id);
      const at = this.switchboard.clock.now();
      const program = messageProgram(session, translationFor(document["language"], event));
      await this.switchboard.accept({
        source: BROADCASTS,
        inputId: session,
        lane: lanes.ofContact(id),
        at,
        input: {
          type: "start",
          flow: { id: session, name: program.name },
          program,
          session,
          trigger: { type: "broadcast", at },
        },
      });
      sent++;
    }
    return { sent };
  }
}

/** The message in the contact's language, else in the flow's own. */
function translationFor(language: Json | undefined, event: Event): JsonObject {
  const translations = isJsonObject(event["translations"]) ? event["translations"] : {};
  const find = (name: Json | undefined): Json | undefined =>
    typeof name === "string" && Object.hasOwn(translations, name) ? translations[name] : undefined;
  const found = find(language) ?? find(event["base_language"]) ?? Object.values(translations)[0];
  return isJsonObject(found) ? found : {};
}

/** The parts are evaluated already: nothing in them is an expression any more. */
function messageProgram(id: string, { text, attachments, quick_replies: quickReplies }: JsonObject): Program {
  const literal = (part: Json | undefined): string => String(part ?? "").replaceAll("@", "@@");
  const literals = (parts: Json | undefined): string[] => (Array.isArray(parts) ? parts.map(literal) : []);
  const options = {
    text: literal(text),
    attachments: literals(attachments),
    quick_replies: literals(quickReplies),
  };
  const message = { id: "message", step: "contact-send_msg", options, exits: {} };
  return { id, name: "Broadcast", type: "messaging", start: ["message"], nodes: { message } };
}
