import type { Classification, ClassifierService } from "../../../services/classifier.js";

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
