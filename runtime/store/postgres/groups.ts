import { StoreUnavailable } from "../errors.js";

/** Operations of one transaction at most. */
const GROUP_LIMIT = 128;

/** How an operation of a group came out. */
export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

interface Waiting<Operation, Result> {
  readonly operation: Operation;
  readonly settled: PromiseWithResolvers<Result>;
}

/**
 * Group commit: what is asked for in one turn of the event loop, or while a group is under way, makes up the next group. So a lone
 * operation waits for nobody, and many share one transaction.
 *
 * When a group fails by one of its operations, each is done alone, and only that one fails.
 */
export class Groups<Operation, Result> {
  #queue: Waiting<Operation, Result>[] = [];
  #running: Promise<void> | undefined;

  /** `run`: does a group, or nothing of it when it throws. */
  constructor(private readonly run: (group: readonly Operation[]) => Promise<readonly Outcome<Result>[]>) {}

  add(operation: Operation): Promise<Result> {
    const settled = Promise.withResolvers<Result>();
    this.#queue.push({ operation, settled });
    this.#running ??= this.#drain();
    return settled.promise;
  }

  /** Resolves when all that was asked for is done. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, GROUP_LIMIT);
      const outcomes = await this.#outcomes(group.map(({ operation }) => operation));
      for (const [index, { settled }] of group.entries()) {
        const outcome = outcomes[index]!;
        if ("value" in outcome) settled.resolve(outcome.value);
        else settled.reject(outcome.error);
      }
    }
    this.#running = undefined;
  }

  async #outcomes(group: readonly Operation[]): Promise<readonly Outcome<Result>[]> {
    try {
      return await this.run(group);
    } catch (error) {
      if (group.length === 1 || error instanceof StoreUnavailable) return group.map(() => ({ error }));
    }
    const outcomes: Outcome<Result>[] = [];
    for (const operation of group) outcomes.push(...(await this.#outcomes([operation])));
    return outcomes;
  }
}
