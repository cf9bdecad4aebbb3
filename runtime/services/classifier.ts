import type { Classifier } from "../contacts/asset-types.js";
import type { HttpExchange } from "./http-exchange.js";

/** What a text means: intents, best first, and what is named in it. Confidences are between 0 and 1. */
export interface Classification {
  readonly intents: readonly { readonly name: string; readonly confidence: number }[];
  readonly entities: Readonly<Record<string, readonly { readonly value: string; readonly confidence: number }[]>>;
}

/** A classification or why there is none, and the exchanges that were made for it. */
export type ClassifierAnswer = { readonly exchanges: readonly HttpExchange[] } & (
  { readonly classification: Classification } | { readonly error: string }
);

/** Understands texts by a classifier of the assets. It never rejects. */
export interface ClassifierService {
  classify(classifier: Classifier, input: string): Promise<ClassifierAnswer>;
}

declare module "../engine/services.js" {
  interface Services {
    readonly classifier?: ClassifierService;
  }
}
