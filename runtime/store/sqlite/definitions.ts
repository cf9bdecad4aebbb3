import type { DatabaseSync } from "node:sqlite";
import { readDefinition } from "../rows/definitions.js";
import type { DefinitionsQuery, NewDefinition, Page, StoredDefinition } from "../store.js";

export class Definitions {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      add: database.prepare(
        `insert into definitions (id, version, kind, owner, name, at, document, program)
         values (?1, (select coalesce(max(version), 0) + 1 from definitions where id = ?1), ?2, ?3, ?4, ?5, ?6, ?7)
         returning version`,
      ),
      version: database.prepare("select * from definitions where id = ? and version = ?"),
      newest: database.prepare("select * from definitions where id = ? and deleted = 0 order by version desc limit 1"),
      list: database.prepare(
        `select shown.* from definitions as shown
         join definitions as first on first.id = shown.id and first.version = 1
         where shown.version = (select max(version) from definitions where id = shown.id and deleted = 0)
           and (?1 is null or shown.kind = ?1) and (?2 is null or shown.owner = ?2)
         order by first.rowid desc limit ?3 offset ?4`,
      ),
      versions: database.prepare(
        "select * from definitions where id = ? and deleted = 0 order by version desc limit ? offset ?",
      ),
      delete: database.prepare(
        "update definitions set deleted = 1 where id = ?1 and deleted = 0 and (?2 is null or version = ?2)",
      ),
    };
  }

  add({ id, kind, owner, name, at, document, program }: NewDefinition): number {
    const texts = [JSON.stringify(document), JSON.stringify(program)] as const;
    const row = this.#sql.add.get(id, kind, owner ?? null, name, at, ...texts);
    return Number(row!["version"]);
  }

  get(id: string, version?: number): StoredDefinition | undefined {
    const row = version === undefined ? this.#sql.newest.get(id) : this.#sql.version.get(id, version);
    return row && readDefinition(row);
  }

  list({ kind, owner, limit, offset }: DefinitionsQuery): StoredDefinition[] {
    return this.#sql.list.all(kind ?? null, owner ?? null, limit, offset).map(readDefinition);
  }

  versions(id: string, { limit, offset }: Page): StoredDefinition[] {
    return this.#sql.versions.all(id, limit, offset).map(readDefinition);
  }

  delete(id: string, version?: number): boolean {
    return this.#sql.delete.run(id, version ?? null).changes > 0;
  }
}
