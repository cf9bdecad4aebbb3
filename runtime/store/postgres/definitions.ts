import { readDefinition } from "../rows/definitions.js";
import type { DefinitionsQuery, NewDefinition, Page, StoredDefinition } from "../store.js";
import { send, type Database } from "./database.js";
import type { News } from "./news.js";
import { BEGIN, COMMIT, prepared, statement } from "./statement.js";

const VERSION = prepared("definition_version", "select * from definitions where id = $1 and version = $2");
const NEWEST = prepared(
  "definition",
  "select * from definitions where id = $1 and not deleted order by version desc limit 1",
);

/** What others keep of a definition they must learn anew: they are told when it changes. */
export class Definitions {
  constructor(
    private readonly database: Database,
    private readonly news: News,
  ) {}

  add({ id, kind, owner, name, at, document, program }: NewDefinition): Promise<number> {
    const texts = [JSON.stringify(document), JSON.stringify(program)] as const;
    return this.database.use(async (connection) => {
      const [, , [row] = []] = await send(connection, [
        BEGIN,
        // Two versions that are made at once have to have two numbers.
        statement("select pg_advisory_xact_lock(hashtextextended(current_schema() || ' definition ' || $1, 0))", id),
        statement(
          `insert into definitions (id, version, kind, owner, name, at, document, program)
           values ($1, (select coalesce(max(version), 0) + 1 from definitions where id = $1), $2, $3, $4, $5, $6, $7)
           returning version`,
          id,
          kind,
          owner ?? null,
          name,
          at,
          ...texts,
        ),
        this.news.telling({ about: "definition", id }),
        COMMIT,
      ]);
      return Number(row!["version"]);
    });
  }

  async get(id: string, version?: number): Promise<StoredDefinition | undefined> {
    const row = await this.database.first(version === undefined ? NEWEST(id) : VERSION(id, version));
    return row && readDefinition(row);
  }

  async list({ kind, owner, limit, offset }: DefinitionsQuery): Promise<StoredDefinition[]> {
    const rows = await this.database.query(
      statement(
        `select shown.* from definitions as shown
         join definitions as first on first.id = shown.id and first.version = 1
         where shown.version = (select max(version) from definitions where id = shown.id and not deleted)
           and ($1::text is null or shown.kind = $1) and ($2::text is null or shown.owner = $2)
         order by first.place desc limit $3 offset $4`,
        kind ?? null,
        owner ?? null,
        limit,
        offset,
      ),
    );
    return rows.map(readDefinition);
  }

  async versions(id: string, { limit, offset }: Page): Promise<StoredDefinition[]> {
    const text = "select * from definitions where id = $1 and not deleted order by version desc limit $2 offset $3";
    return (await this.database.query(statement(text, id, limit, offset))).map(readDefinition);
  }

  delete(id: string, version?: number): Promise<boolean> {
    return this.database.use(async (connection) => {
      const [, deleted = []] = await send(connection, [
        BEGIN,
        statement(
          `update definitions set deleted = true
           where id = $1 and not deleted and ($2::int is null or version = $2) returning version`,
          id,
          version ?? null,
        ),
        this.news.telling({ about: "definition", id }),
        COMMIT,
      ]);
      return deleted.length > 0;
    });
  }
}
