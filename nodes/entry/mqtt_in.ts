import Type from "typebox";
import type { Channel } from "../../runtime/channels/channel.js";
import type { TakeIn, TopicSource } from "../../runtime/channels/topics.js";
import { channel, text } from "../../runtime/fields.js";
import type { Json } from "../../runtime/json.js";
import { defineStep } from "../../runtime/step.js";
import { StoreUnavailable } from "../../runtime/store/errors.js";
import { startByDocument } from "./document.js";
import { begin } from "./payload.js";

const DEFAULT_SOURCE = "mqtt";

/** An MQTT message starts the flow. It is acknowledged once the start is durable. */
export const mqttIn = defineStep({
  family: "entry",
  type: "mqtt_in",
  summary: "Starts the flow by an MQTT message.",
  help: "The JSON of the message is `msg.payload`, and, if it is an object, the trigger's parameters. Contacts' messages on `switchboard/<channel>/in` are for *message in*.",
  icon: "fa-rss",
  options: Type.Object({
    topic: Type.String({ title: "Topic", description: "+ stands for one level, # for all that follow.", minLength: 1 }),
    source: Type.Optional(
      channel({
        title: "MQTT channel",
        description: "Id of the channel whose broker it is. Default: mqtt.",
        default: DEFAULT_SOURCE,
      }),
    ),
    urn: Type.Optional(
      text({ title: "URN field", description: "Of the message: whom the session is with. Empty: it has no contact." }),
    ),
    channel: Type.Optional(
      channel({ title: "Channel", description: "Over which the session talks. Default: the MQTT channel." }),
    ),
  }),
  exits: ["next"],
  entry: true,
  deploy(deployment, { topic, source = DEFAULT_SOURCE, urn, channel }) {
    const { switchboard, flow } = deployment;
    const { log } = switchboard;
    const start = { type: "mqtt", channel: channel || source, urn };
    const receive: TakeIn = async (message) => {
      try {
        await startByDocument(deployment, start, readPayload(message.payload));
      } catch (error) {
        // The same message would be refused again; only the store is worth another try.
        if (error instanceof StoreUnavailable) throw error;
        log.warn(
          `A message on '${message.topic}' started no session: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    };
    let unsubscribe: (() => void) | undefined;
    // A channel that is deployed anew is another one. The one before is closed, and its broker keeps what comes meanwhile.
    const unfollow = switchboard.channels.follow(source, (from) => {
      if (hasTopics(from)) unsubscribe = from.subscribe(topic, receive);
    });
    if (!unsubscribe) {
      log.warn(`Topic '${topic}' starts no flow '${flow.name ?? flow.id}': there is no MQTT channel '${source}'.`);
    }
    return () => {
      unfollow();
      unsubscribe?.();
    };
  },
  enter: begin,
});

function hasTopics(channel: Channel): channel is Channel & TopicSource {
  return "subscribe" in channel;
}

/** JSON, or a text. */
function readPayload(payload: Buffer): Json {
  const text = payload.toString("utf8");
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
