import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../json.js";
import { RevisionConflict } from "../errors.js";
import type { Commit, StoredContact } from "../store.js";

/** A contact as it is bound to statements. */
export interface ContactRow {
  readonly id: string;
  /** The revision it was read at. */
  readonly revision: number;
  readonly urns: readonly string[];
  /** The document as JSON. */
  readonly document: string;
}

export function contactRow({ id, revision, urns, document }: NonNullable<Commit["contact"]>): ContactRow {
  return { id, revision, urns: [...urns], document: JSON.stringify(document) };
}

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
    return read(this.#sql.get.get(id));
  }

  list({ after, limit }: { after: string; limit: number }): StoredContact[] {
    return this.#sql.list.all(after, limit).map((row) => read(row)!);
  }

  byUrn(identity: string): StoredContact | undefined {
    return read(this.#sql.byUrn.get(identity));
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

function read(row: Record<string, unknown> | undefined): StoredContact | undefined {
  if (!row) return undefined;
  const document = JSON.parse(String(row["document"])) as JsonObject;
  return { id: String(row["id"]), revision: Number(row["revision"]), document };
}
