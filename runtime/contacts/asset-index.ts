/** The assets of one kind, in the order of their document. They are indexed when they are first looked up. */
export class AssetIndex<Asset extends object> implements Iterable<Asset> {
  #byKey: ReadonlyMap<string, Asset> | undefined;
  #byName: ReadonlyMap<string, Asset> | undefined;

  /** @param keyOf what identifies an asset of this kind: its UUID, key, slug or email. */
  constructor(
    readonly all: readonly Asset[],
    private readonly keyOf: (asset: Asset) => string,
  ) {}

  [Symbol.iterator](): Iterator<Asset> {
    return this.all[Symbol.iterator]();
  }

  get(key: string): Asset | undefined {
    this.#byKey ??= firstBy(this.all, this.keyOf);
    return this.#byKey.get(key);
  }

  /** The first asset of that name, in whatever case; assets without names are not found. */
  findByName(name: string): Asset | undefined {
    this.#byName ??= firstBy(this.all, (asset) => ("name" in asset ? String(asset.name).toLowerCase() : ""));
    return this.#byName.get(name.toLowerCase());
  }
}

/** Of assets with the same key the first counts. */
function firstBy<Asset>(assets: readonly Asset[], keyOf: (asset: Asset) => string): ReadonlyMap<string, Asset> {
  return new Map(assets.map((asset) => [keyOf(asset), asset] as const).reverse());
}
