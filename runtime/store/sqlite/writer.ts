import type { DatabaseSync, StatementSync } from "node:sqlite";
import { asUnavailable } from "./faults.js";

/** Operations of one transaction at most: bounds the time that the event loop stands still. */
const GROUP_LIMIT = 128;

interface Operation {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Group commit: the operations of one turn of the event loop are one transaction, so that they share one flush to the disk. One
 * that throws undoes itself alone. When the file cannot be written, the whole group fails with StoreUnavailable and nothing of it
 * has happened.
 *
 * Savepoints copy each page that an operation touches, which costs as much as writing it does. So a group runs without them
 * first; when an operation throws, it is rolled back and runs again with a savepoint for each.
 */
export class GroupWriter {
  readonly #onCommit: () => void;
  readonly #statements: Readonly<Record<"begin" | "commit" | "rollback" | "save" | "undo" | "release", StatementSync>>;
  #queue: Operation[] = [];
  #flush: NodeJS.Immediate | undefined;
  #held = false;

  /** `onCommit` is told of every transaction. */
  constructor(database: DatabaseSync, onCommit: () => void) {
    this.#onCommit = onCommit;
    this.#statements = {
      begin: database.prepare("begin immediate"),
      commit: database.prepare("commit"),
      rollback: database.prepare("rollback"),
      save: database.prepare("savepoint operation"),
      undo: database.prepare("rollback to operation"),
      release: database.prepare("release operation"),
    };
  }

  /** Runs an operation in the next transaction, perhaps twice; resolves when that is on the disk. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Lets operations queue up while a checkpoint catches up. */
  hold(): void {
    this.#held = true;
  }

  resume(): void {
    this.#held = false;
    this.#schedule();
  }

  /** Writes what is queued, at once. */
  drain(): void {
    while (this.#queue.length > 0) this.#writeGroup();
  }

  #schedule(): void {
    if (this.#held || this.#queue.length === 0) return;
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined;
      if (!this.#held && this.#queue.length > 0) this.#writeGroup();
      this.#schedule();
    });
  }

  #writeGroup(): void {
    const group = this.#queue.splice(0, GROUP_LIMIT);
    const outcomes = this.#outcomes(group);
    for (const [index, operation] of group.entries()) {
      const outcome = outcomes[index]!;
      if ("value" in outcome) operation.resolve(outcome.value);
      else operation.reject(outcome.error);
    }
  }

  #outcomes(group: readonly Operation[]): Outcome[] {
    try {
      return this.#transact(group, ({ run }) => ({ value: run() }));
    } catch (error) {
      if (asUnavailable(error)) return failed(group, error);
    }
    try {
      return this.#transact(group, (operation) => this.#attempt(operation));
    } catch (error) {
      return failed(group, error);
    }
  }

  /** All that happens happens in one transaction, or not at all when this throws. */
  #transact(group: readonly Operation[], run: (operation: Operation) => Outcome): Outcome[] {
    try {
      this.#statements.begin.run();
      const outcomes = group.map(run);
      this.#statements.commit.run();
      this.#onCommit();
      return outcomes;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Throws only what concerns the whole group. */
  #attempt({ run }: Operation): Outcome {
    this.#statements.save.run();
    try {
      const value = run();
      this.#statements.release.run();
      return { value };
    } catch (error) {
      const unavailable = asUnavailable(error);
      if (unavailable) throw unavailable;
      this.#statements.undo.run();
      this.#statements.release.run();
      return { error };
    }
  }

  #rollBack(): void {
    try {
      this.#statements.rollback.run();
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full, or the transaction never began.
    }
  }
}

function failed(group: readonly Operation[], error: unknown): Outcome[] {
  return group.map(() => ({ error: asUnavailable(error) ?? error }));
}
