import { storeAssets, storedAssets } from "./store.js";
import { mergeAssets } from "../contacts/asset-documents.js";
import { Assets } from "../contacts/assets.js";
import { readEnvironment } from "../conversation/environment.js";
import type { Environment } from "../expressions/excellent/index.js";
import type { JsonObject } from "../json.js";
import type { Store } from "../store/store.js";

export interface AssetSourcesOptions {
  readonly store: Store;
  readonly now: () => number;
  readonly random: () => number;
  /** The settings' own document. */
  readonly document?: JsonObject | undefined;
  /** A GoFlow environment document: what the queries of groups are read by. */
  readonly environment?: JsonObject | undefined;
  /** The channels that are connected now, as assets have them. */
  readonly channels: () => readonly JsonObject[];
}

/**
 * What flows refer to, from all the places that say so: documents of the settings and the store, the editor's config nodes (which
 * go before them), and the channels that are connected. A change that makes no sense throws `InvalidDocumentError`, and all stays
 * as it was. Sprints that run keep the assets that they had.
 */
export class AssetSources {
  #document: JsonObject;
  #deployed: JsonObject = {};
  #current: Assets;
  /** Additions are kept one after the other: each reads what there is and writes it with its own. */
  #kept = Promise.resolve();

  constructor(private readonly options: AssetSourcesOptions) {
    this.#document = options.document ?? {};
    this.#current = this.#read(this.#document, this.#deployed);
  }

  get current(): Assets {
    return this.#current;
  }

  get environment(): Environment {
    const { now, random } = this.options;
    return readEnvironment(this.options.environment ?? {}, { now, random });
  }

  /** Takes up what the store keeps. */
  async load(): Promise<void> {
    const stored = await storedAssets(this.options.store);
    if (Object.keys(stored).length > 0) this.use(mergeAssets(this.#document, stored));
  }

  /** Replaces what documents say. */
  use(document: JsonObject): void {
    this.#current = this.#read(document, this.#deployed);
    this.#document = document;
  }

  /** Replaces what config nodes say. */
  deploy(document: JsonObject): void {
    this.#current = this.#read(this.#document, document);
    this.#deployed = document;
  }

  /** Adds to what documents say, and keeps it in the store. */
  async add(document: JsonObject): Promise<void> {
    this.use(mergeAssets(this.#document, document));
    const keeping = this.#kept.then(() => storeAssets(this.options.store, document, this.options.now()));
    this.#kept = keeping.catch(() => {});
    await keeping;
  }

  /** Other channels are connected now. */
  channelsChanged(): void {
    this.#current = this.#read(this.#document, this.#deployed);
  }

  #read(document: JsonObject, deployed: JsonObject): Assets {
    const all = mergeAssets(document, deployed);
    const channels = Array.isArray(all["channels"]) ? all["channels"] : [];
    return new Assets({ ...all, channels: [...channels, ...this.options.channels()] }, this.environment);
  }
}
