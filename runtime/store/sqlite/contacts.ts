import type { DatabaseSync } from "node:sqlite";
import { RevisionConflict } from "../errors.js";
import { readContact, type ContactRow } from "../rows/contacts.js";
import type { StoredContact } from "../store.js";

export class Contacts {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      get: database.prepare("select id, revision, document from contacts where id = ?"),
      list: database.prepare("select id, revision, document from contacts where id > ? order by id limit ?"),
      byUrn: database.prepare(
        `select contacts.id, contacts.revision, contacts.document
         from urns join contacts on contacts.id = urns.contact where urns.identity = ?`,
      ),
      current: database.prepare("select revision, urns from contacts where id = ?"),
      add: database.prepare("insert into contacts (id, revision, urns, document) values (?, 1, ?, ?)"),
      change: database.prepare("update contacts set revision = revision + 1, urns = ?2, document = ?3 where id = ?1"),
      own: database.prepare("insert or ignore into urns (identity, contact) values (?, ?)"),
      disown: database.prepare("delete from urns where identity = ? and contact = ?"),
    };
  }

  get(id: string): StoredContact | undefined {
    return readContact(this.#sql.get.get(id));
  }

  list({ after, limit }: { after: string; limit: number }): StoredContact[] {
    return this.#sql.list.all(after, limit).map((row) => readContact(row)!);
  }

  byUrn(identity: string): StoredContact | undefined {
    return readContact(this.#sql.byUrn.get(identity));
  }

  create(row: ContactRow): StoredContact & { created: boolean } {
    for (const urn of row.urns) {
      const owner = this.byUrn(urn);
      if (owner) return { ...owner, created: false };
    }
    const known = this.get(row.id);
    if (known) return { ...known, created: false };
    this.put(row);
    return { ...this.get(row.id)!, created: true };
  }

  /** Writes a new or changed contact. Throws RevisionConflict. */
  put({ id, revision, urns, document }: ContactRow): void {
    const current = this.#sql.current.get(id);
    if (Number(current?.["revision"] ?? 0) !== revision) throw new RevisionConflict("contact", id, revision);
    const text = JSON.stringify(urns);
    if (current) this.#sql.change.run(id, text, document);
    else this.#sql.add.run(id, text, document);
    if (current?.["urns"] === text) return;
    const had = current ? (JSON.parse(String(current["urns"])) as string[]) : [];
    for (const urn of had) if (!urns.includes(urn)) this.#sql.disown.run(urn, id);
    for (const urn of urns) this.#sql.own.run(urn, id);
  }
}
