import { isJsonObject, type Json, type JsonObject } from "../../../runtime/json.js";
import type { Classifier } from "../../../runtime/contacts/asset-types.js";
import type { Classification, ClassifierAnswer, ClassifierService } from "../../../runtime/services/classifier.js";
import { callJson, type Sender } from "../json-call.js";
import type { WitSettings } from "../settings.js";

const API = "https://api.wit.ai";
const VERSION = "20200513";

/** Wit.ai (https://wit.ai/docs/http/20200513, GET /message). */
export class WitClassifier implements ClassifierService {
  constructor(
    private readonly http: Sender,
    private readonly settings: Omit<WitSettings, "protocol">,
  ) {}

  async classify(_classifier: Classifier, input: string): Promise<ClassifierAnswer> {
    const { url = API, token } = this.settings;
    const query = new URLSearchParams({ v: VERSION, q: input });
    const answer = await callJson(this.http, {
      method: "GET",
      url: `${url}/message?${query}`,
      headers: { Authorization: `Bearer ${token}` },
    });
    const exchanges = [answer.exchange];
    if (!answer.exchange.response) return { exchanges, error: "unable to connect to server" };
    if ("error" in answer) return { exchanges, error: "Wit API request failed" };
    return { exchanges, classification: classificationOf(answer.json) };
  }
}

/** Entities are listed there by name and role; here by name. */
function classificationOf(answer: Json): Classification {
  const { intents, entities } = isJsonObject(answer) ? answer : {};
  const named = Object.values(isJsonObject(entities) ? entities : {}).flatMap(objects);
  return {
    intents: objects(intents).map(({ name, confidence }) => ({ name: String(name), confidence: Number(confidence) })),
    entities: Object.fromEntries(
      Object.entries(Object.groupBy(named, ({ name }) => String(name))).map(([name, list = []]) => [
        name,
        list.map(({ value, confidence }) => ({ value: String(value), confidence: Number(confidence) })),
      ]),
    ),
  };
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
