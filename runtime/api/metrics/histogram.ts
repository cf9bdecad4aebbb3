import type { Sample } from "./text.js";

/** Counts observations in buckets of growing size. */
export class Histogram {
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  /** `bounds`: the largest value of each bucket, ascending. */
  constructor(private readonly bounds: readonly number[]) {
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count++;
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    if (bucket >= 0) this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** Each bucket counts what the smaller ones do too, as Prometheus wants it. */
  samples(): Sample[] {
    let total = 0;
    const buckets = this.bounds.map((bound, index): Sample => {
      total += this.#counts[index] ?? 0;
      return { suffix: "_bucket", labels: { le: String(bound) }, value: total };
    });
    return [
      ...buckets,
      { suffix: "_bucket", labels: { le: "+Inf" }, value: this.#count },
      { suffix: "_sum", value: this.#sum },
      { suffix: "_count", value: this.#count },
    ];
  }
}
