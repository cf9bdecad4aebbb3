import type { Services } from "../engine/services.js";
import type { Session } from "../session/session.js";
import type { CollectorConfig } from "./config.js";

declare module "../engine/services.js" {
  interface Services {
    /** The collectors of a session's call. */
    readonly metaflows?: Metaflows;
  }
}

/** Knows collectors of a session's call: those of a deployed listener, or of the documents of an endpoint. */
export type CollectorSource = (session: Session) => readonly CollectorConfig[] | Promise<readonly CollectorConfig[]>;

/** Where collectors come from. Sources are added and taken away as listeners are deployed and documents are stored. */
export class Metaflows {
  readonly #sources = new Set<CollectorSource>();

  constructor(
    /** Whether a binding digit in the middle of a collection starts it anew (kazoo-metaflows.md section 1.4). */
    readonly fastRearm = false,
  ) {}

  /** The result takes the source away. */
  add(source: CollectorSource): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  /** The collectors of a session's call, in the order in which they hear a digit. */
  async collectorsFor(session: Session): Promise<readonly CollectorConfig[]> {
    const found: CollectorConfig[] = [];
    for (const source of this.#sources) found.push(...(await source(session)));
    return found;
  }
}

/** None, where the switchboard has no such service. */
export async function collectorsFor(services: Services, session: Session): Promise<readonly CollectorConfig[]> {
  return (await services.metaflows?.collectorsFor(session)) ?? [];
}
