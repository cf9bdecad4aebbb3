import { BoundedCache } from "../../bounded-cache.js";
import type { Ids } from "../../ids.js";
import type { CallLeg } from "../../session/call.js";
import type { Session } from "../../session/session.js";
import type { CollectorConfig } from "../config.js";
import { documentedCollector, type DocumentedCollector } from "../documents.js";
import type { CollectorRules } from "../machine.js";
import type { Directory, Endpoint } from "./directory.js";
import type { Scope, ScopedDocument, ScopedDocuments } from "./documents.js";

/** Merged metaflows that are kept ready. */
const MAX_READY = 500;

/** The collectors of the parties of a call, by the documents of their account, device and user. */
export class ScopedCollectors {
  /** By the versions of the documents; null: they have none together. */
  readonly #ready = new BoundedCache<string, DocumentedCollector | null>(MAX_READY);

  constructor(
    private readonly documents: ScopedDocuments,
    private readonly directory: Directory,
    private readonly settings: Pick<CollectorRules, "fastRearm">,
    private readonly ids: Ids,
  ) {}

  /** Of the flow's own leg from the beginning, of others once they have answered (the scenarios' decision 4). */
  async collectorsFor({ call }: Pick<Session, "call">): Promise<CollectorConfig[]> {
    if (!call) return [];
    const home = this.directory.isOpen ? await this.documents.firstAccount() : undefined;
    if (this.directory.isOpen && home === undefined) return [];
    const collectors: CollectorConfig[] = [];
    const named = new Set<string>();
    for (const [leg, party] of Object.entries(call.legs)) {
      const endpoint = this.endpointOf(party, home);
      if (!endpoint) continue;
      const name = endpoint.device ?? endpoint.user ?? endpoint.account;
      // An endpoint may have been on the call before: what it collects is another's then.
      const unique = named.has(name) ? `${name}@${leg}` : name;
      named.add(name);
      if (party.status === "hangup" || (leg !== call.id && party.status !== "progressing")) continue;
      const collector = await this.#collectorOf(endpoint);
      if (collector) collectors.push({ ...collector, endpoint: unique, leg });
    }
    return collectors;
  }

  /** Who is behind a leg. In an open directory everybody belongs to the `home` account. */
  endpointOf({ endpoint, number }: Pick<CallLeg, "endpoint" | "number">, home?: string): Endpoint | undefined {
    if (!this.directory.isOpen) return this.directory.find(endpoint ?? number);
    const id = endpoint ?? number;
    return home === undefined ? undefined : { account: home, device: id, user: id };
  }

  async #collectorOf({ account, device, user }: Endpoint): Promise<DocumentedCollector | undefined> {
    const scopes: (Scope | undefined)[] = [
      { account },
      device === undefined ? undefined : { account, of: { type: "devices", id: device } },
      user === undefined ? undefined : { account, of: { type: "users", id: user } },
    ];
    const levels = await Promise.all(scopes.map(async (scope) => scope && (await this.documents.get(scope))));
    if (levels.every((level) => level === undefined)) return undefined;
    const key = JSON.stringify([account, device, user, ...levels.map((level) => level?.version ?? 0)]);
    let collector = this.#ready.get(key);
    if (collector === undefined) this.#ready.set(key, (collector = this.#merged(levels)));
    return collector ?? undefined;
  }

  #merged(levels: readonly (ScopedDocument | undefined)[]): DocumentedCollector | null {
    const documents = levels.map((level) => level?.document());
    const read = documentedCollector(documents, this.settings, this.ids);
    return ("collector" in read && read.collector) || null;
  }
}
