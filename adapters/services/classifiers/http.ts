import Type from "typebox";
import { shape } from "../../../runtime/api/shape.js";
import type { Classifier } from "../../../runtime/contacts/asset-types.js";
import type { ClassifierAnswer, ClassifierService } from "../../../runtime/services/classifier.js";
import { postJson, type Sender } from "../json-call.js";
import type { HttpServiceSettings } from "../settings.js";

const confidence = Type.Number({ minimum: 0, maximum: 1 });

const read = shape(
  Type.Object({
    intents: Type.Array(Type.Object({ name: Type.String(), confidence })),
    entities: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Object({ value: Type.String(), confidence })))),
  }),
);

/** A server of one's own: it gets `{classifier, input}` and answers with `{intents, entities?}`. */
export class HttpClassifier implements ClassifierService {
  constructor(
    private readonly http: Sender,
    private readonly settings: HttpServiceSettings,
  ) {}

  async classify({ uuid, name, intents }: Classifier, input: string): Promise<ClassifierAnswer> {
    const { url, headers } = this.settings;
    const answer = await postJson(this.http, url, { classifier: { uuid, name, intents }, input }, headers);
    const exchanges = [answer.exchange];
    if ("error" in answer) return { exchanges, error: `classifier '${name}': ${answer.error}` };
    const shaped = read(answer.json);
    if (!shaped.ok) {
      const [{ field, message } = { field: "", message: "" }] = shaped.problems;
      return { exchanges, error: `classifier '${name}': the answer's ${field || "body"} ${message}` };
    }
    const { entities = {} } = shaped.value;
    const byConfidence = shaped.value.intents.toSorted((a, b) => b.confidence - a.confidence);
    return { exchanges, classification: { intents: byConfidence, entities } };
  }
}
