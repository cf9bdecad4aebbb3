import type { Clock } from "../../runtime/clock.js";
import { MemoryStore } from "../../runtime/store/memory.js";
import type { Store } from "../../runtime/store/store.js";

/** A store in memory whose operations can be made to fail. */
export interface FaultyStore extends Store {
  /** From now on the operation fails with this error, always or so many times; undefined mends it. */
  fail(operation: keyof Store, error: Error | undefined, times?: number): void;
  /** Calls of an operation so far. */
  calls(operation: keyof Store): number;
}

export function faultyStore(clock: Pick<Clock, "now">): FaultyStore {
  const faults = new Map<string, { error: Error; left: number }>();
  const calls = new Map<string, number>();
  const own = {
    fail(operation: keyof Store, error: Error | undefined, times = Infinity): void {
      if (error) faults.set(operation, { error, left: times });
      else faults.delete(operation);
    },
    calls: (operation: keyof Store): number => calls.get(operation) ?? 0,
  };
  const store = new MemoryStore(clock);
  return new Proxy(store as unknown as FaultyStore, {
    get(_, name) {
      if (name in own) return own[name as keyof typeof own];
      const operation = store[name as keyof Store] as (...given: unknown[]) => Promise<unknown>;
      if (typeof operation !== "function") return operation;
      return async (...given: unknown[]) => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
        const fault = faults.get(String(name));
        if (fault && fault.left-- > 0) throw fault.error;
        return operation.apply(store, given);
      };
    },
  });
}
