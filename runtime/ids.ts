import { randomUUID } from "node:crypto";

/** Where ids and random numbers come from, so that tests can say which. */
export interface Ids {
  uuid(): string;
  /** In [0, 1). */
  random(): number;
}

export const systemIds: Ids = { uuid: () => randomUUID(), random: () => Math.random() };
