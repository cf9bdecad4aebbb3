import { isJsonObject, type Json } from "../../../json.js";
import type { Classification, ClassifierService } from "../../../services/classifier.js";
import { decoded, isSuccess } from "../../../services/http-exchange.js";
import type { MockServer } from "./mock-server.js";

/** A classifier that is half sure of its first intent, less of each further one, and always hears of Quito. */
export function fakeClassifier(now: () => number): ClassifierService {
  return {
    classify({ intents }) {
      const exchange = {
        url: "http://test.acme.ai?classify",
        request: "GET /?classify HTTP/1.1\r\n\r\n",
        response: { status: 200, head: "HTTP/1.0 200 OK\r\n\r\n", body: Buffer.from('{"intents":[]}') },
        at: now(),
        elapsedMs: 1000,
      };
      const classification: Classification = {
        intents: intents.map((name, index) => ({ name, confidence: 0.5 ** (index + 1) })),
        entities: { location: [{ value: "Quito", confidence: 1 }] },
      };
      return Promise.resolve({ exchanges: [exchange], classification });
    },
  };
}

/** A client of Wit.ai's protocol, whose server is the case's. */
export function mockWit(server: MockServer): ClassifierService {
  return {
    classify(_classifier, input) {
      const query = new URLSearchParams({ v: "20200513", q: input });
      const url = `https://api.wit.ai/message?${query}`;
      const exchange = server.exchange({ method: "GET", url, headers: {}, body: "" });
      const exchanges = [exchange];
      const { response } = exchange;
      if (!response) return Promise.resolve({ exchanges, error: "unable to connect to server" });
      if (!isSuccess(response)) return Promise.resolve({ exchanges, error: "Wit API request failed" });
      return Promise.resolve({
        exchanges,
        classification: readWit(JSON.parse(decoded(response.body) ?? "null") as Json),
      });
    },
  };
}

function readWit(answer: Json): Classification {
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

function objects(list: Json | undefined): Record<string, Json | undefined>[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
