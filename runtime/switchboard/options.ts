import type { Clock } from "../clock.js";
import type { Family } from "../engine/family.js";
import type { Limits } from "../engine/limits.js";
import type { Services } from "../engine/services.js";
import type { Ids } from "../ids.js";
import type { JsonObject } from "../json.js";
import type { Log } from "../log.js";
import type { DirectoryAccounts } from "../metaflow/scopes/index.js";
import type { Store } from "../store/store.js";

/** What a switchboard is made of; what is absent is as in production. */
export interface SwitchboardOptions {
  readonly store: Store;
  readonly families: readonly Family[];
  readonly services?: Services;
  readonly limits?: Partial<Limits>;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  /** Whether a binding digit in the middle of a metaflow's collection starts it anew. */
  readonly fastRearm?: boolean;
  /** The users and devices of accounts, for their metaflows; absent: whoever calls is one of ours. */
  readonly directory?: DirectoryAccounts;
  /** A GoFlow asset document: channels, fields, groups ... that flows of the contact family refer to. */
  readonly assets?: JsonObject;
  /** A GoFlow environment document: what the queries of groups are read by. */
  readonly environment?: JsonObject;
}
