import type { ClassifierService } from "../../../runtime/services/classifier.js";
import type { Sender } from "../json-call.js";
import { named } from "../named.js";
import type { ServiceSettings } from "../settings.js";
import { HttpClassifier } from "./http.js";
import { WitClassifier } from "./wit.js";

/** Each classifier of the assets by the service that the settings name for it. */
export function classifiers(http: Sender, settings: NonNullable<ServiceSettings["classifiers"]>): ClassifierService {
  const find = named<ClassifierService>(
    Object.entries(settings).map(([name, each]) => [
      name,
      each.protocol === "wit" ? new WitClassifier(http, each) : new HttpClassifier(http, each),
    ]),
  );
  return {
    async classify(classifier, input) {
      const service = find(classifier);
      if (service) return service.classify(classifier, input);
      return { exchanges: [], error: `the classifier '${classifier.name}' is not set up in the settings` };
    },
  };
}
