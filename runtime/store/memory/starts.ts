import type { MonthOfStarts } from "../store.js";

/** Sessions that were started, by whose the flow is and by month. */
export class MemoryStarts {
  readonly #counts = new Map<string, Map<string, number>>();

  add(owner: string, at: number): void {
    const month = new Date(at).toISOString().slice(0, "yyyy-MM".length);
    const months = this.#counts.get(owner) ?? new Map<string, number>();
    this.#counts.set(owner, months.set(month, (months.get(month) ?? 0) + 1));
  }

  byMonth(owner: string): MonthOfStarts[] {
    const months = [...(this.#counts.get(owner) ?? [])].map(([month, sessions]) => ({ month, sessions }));
    return months.sort((one, other) => (one.month < other.month ? 1 : -1));
  }
}
