import type { Clock } from "../../clock.js";
import type { Ids } from "../../ids.js";
import type { Call } from "../../session/call.js";
import type { Session } from "../../session/session.js";
import type { Store } from "../../store/store.js";
import type { CollectorConfig } from "../config.js";
import { ScopedCollectors } from "./collectors.js";
import { Directory, type DirectoryAccounts } from "./directory.js";
import { ScopedDocuments } from "./documents.js";

export { Directory, type DirectoryAccounts, type Endpoint } from "./directory.js";
export { SCOPE_KIND, type Scope } from "./documents.js";

/** Metaflows of accounts, users and devices, and who of them is on a call. */
export class MetaflowScopes {
  readonly directory: Directory;
  readonly documents: ScopedDocuments;
  readonly #collectors: ScopedCollectors;

  constructor(options: {
    store: Store;
    ids: Ids;
    clock: Clock;
    fastRearm: boolean;
    accounts?: DirectoryAccounts | undefined;
  }) {
    const { store, ids, clock, fastRearm, accounts } = options;
    this.directory = new Directory(accounts);
    this.documents = new ScopedDocuments(store, ids, clock);
    this.#collectors = new ScopedCollectors(this.documents, this.directory, { fastRearm }, ids);
  }

  /** Whether a call is the account's: one of its parties is, or nobody is anybody's that the directory knows. */
  hasCall(account: string, { legs }: Call): boolean {
    if (this.directory.isOpen) return true;
    const owners = Object.values(legs).flatMap((leg) => this.#collectors.endpointOf(leg)?.account ?? []);
    return owners.length === 0 || owners.includes(account);
  }

  collectorsFor(session: Session): Promise<CollectorConfig[]> {
    return this.#collectors.collectorsFor(session);
  }
}
