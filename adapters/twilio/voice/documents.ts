import { BoundedCache } from "../../../runtime/bounded-cache.js";
import type { LegName } from "./legs.js";

/** Between the request that names a document and Twilio's fetching of it only moments pass. */
const MAX_DOCUMENTS = 2000;

/** Documents for legs that Twilio fetches from us, by the keys of the effects that they came from. A crash forgets them. */
export class Documents {
  readonly #documents = new BoundedCache<string, string>(MAX_DOCUMENTS);

  of(leg: LegName, key: string): string | undefined {
    return this.#documents.get(nameOf(leg, key));
  }

  keep(leg: LegName, key: string, document: string): void {
    this.#documents.set(nameOf(leg, key), document);
  }
}

function nameOf({ call, leg }: LegName, key: string): string {
  return `${call} ${leg} ${key}`;
}
