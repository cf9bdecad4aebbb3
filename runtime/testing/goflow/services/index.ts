import type { Services } from "../../../engine/services.js";
import type { Json } from "../../../json.js";

/** What the world outside answers in a case. */
export interface World {
  /** Answers of servers by URL. */
  readonly mocks?: Json | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** The services that GoFlow's own tests run with (goflow-inventory.md section 1). */
export function fakeServices(_world: World): Services {
  return {};
}
