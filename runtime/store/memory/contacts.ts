import type { JsonObject } from "../../json.js";
import { RevisionConflict } from "../errors.js";
import type { Commit, NewContact, StoredContact } from "../store.js";

type ContactCommit = NonNullable<Commit["contact"]>;

interface Entry {
  readonly revision: number;
  readonly text: string;
  readonly urns: readonly string[];
}

export class MemoryContacts {
  readonly #contacts = new Map<string, Entry>();
  /** URN identity -> contact id. */
  readonly #owners = new Map<string, string>();

  get(id: string): StoredContact | undefined {
    const entry = this.#contacts.get(id);
    return entry && { id, revision: entry.revision, document: JSON.parse(entry.text) as JsonObject };
  }

  list({ after, limit }: { after: string; limit: number }): StoredContact[] {
    const ids = [...this.#contacts.keys()].filter((id) => id > after).sort();
    return ids.slice(0, limit).map((id) => this.get(id)!);
  }

  byUrn(identity: string): StoredContact | undefined {
    const id = this.#owners.get(identity);
    return id === undefined ? undefined : this.get(id);
  }

  create(contact: NewContact): StoredContact & { created: boolean } {
    const owned = contact.urns.find((urn) => this.#owners.has(urn));
    const known = owned === undefined ? this.get(contact.id) : this.byUrn(owned);
    if (known) return { ...known, created: false };
    this.commit({ ...contact, revision: 0 });
    return { ...this.get(contact.id)!, created: true };
  }

  /** Throws RevisionConflict where the contact is not at the revision that the commit was made from. */
  check({ id, revision }: ContactCommit): void {
    if ((this.#contacts.get(id)?.revision ?? 0) !== revision) throw new RevisionConflict("contact", id, revision);
  }

  commit({ id, revision, document, urns }: ContactCommit): void {
    for (const urn of this.#contacts.get(id)?.urns ?? []) this.#owners.delete(urn);
    const own = urns.filter((urn) => !this.#owners.has(urn));
    for (const urn of own) this.#owners.set(urn, id);
    this.#contacts.set(id, { revision: revision + 1, text: JSON.stringify(document), urns: own });
  }
}
