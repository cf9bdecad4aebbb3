import { readContact, type ContactRow } from "../rows/contacts.js";
import type { StoredContact } from "../store.js";
import { send, type Database } from "./database.js";
import { codeOf, UNIQUE_VIOLATION } from "./faults.js";
import { lookup, type Lookup } from "./lookups.js";
import { BEGIN, COMMIT, forAll, prepared, ROLLBACK, shortKey, type Statement } from "./statement.js";

const COLUMNS = "contacts.id, contacts.revision, contacts.document";

const BY_ID = prepared("contacts_by_id", `select ${COLUMNS} from contacts where id = any($1::text[])`);
const LIST = prepared("contacts", `select ${COLUMNS} from contacts where id > $1 order by id limit $2`);
const BY_URN = prepared(
  "contacts_by_urn",
  `select identity, ${COLUMNS} from urns join contacts on contacts.id = urns.contact where identity = any($1::text[])`,
);
const ADD = prepared(
  "add_contacts",
  `insert into contacts (id, revision, urns, document) select id, 1, urns, document
   from unnest($1::text[], $2::text[], $3::text[]) as n (id, urns, document)`,
);
const CHANGE = prepared(
  "change_contacts",
  `update contacts set revision = revision + 1, urns = n.urns, document = n.document
   from unnest($1::text[], $2::text[], $3::text[]) as n (id, urns, document) where contacts.id = n.id`,
);
const OWN = prepared(
  "own_urns",
  `insert into urns (identity, contact) select * from unnest($1::text[], $2::text[]) as n (identity, contact)
   order by identity on conflict do nothing`,
);
const OWN_ALL = prepared(
  "own_all_urns",
  "insert into urns (identity, contact) select identity, $2 from unnest($1::text[]) as n (identity) order by identity",
);
const DISOWN = prepared(
  "disown_urns",
  `delete from urns using unnest($1::text[], $2::text[]) as n (identity, contact)
   where urns.identity = n.identity and urns.contact = n.contact`,
);

/** Holds the rows of contacts until the transaction ends. */
export const CURRENT_CONTACTS = prepared(
  "current_contacts",
  "select id, revision, urns from contacts where id = any($1::text[]) order by id for update",
);

/** A contact to be written; `had`: the URNs that it has in the store, undefined for a new one. */
export interface ContactChange {
  readonly row: ContactRow;
  readonly had: readonly string[] | undefined;
}

/** Writes new and changed contacts, each once. */
export function writeContacts(changes: readonly ContactChange[]): Statement[] {
  const rows = changes.map(({ row, had }) => ({ ...row, urns: JSON.stringify(row.urns), isNew: had === undefined }));
  const added = rows.filter(({ isNew }) => isNew);
  const changed = rows.filter(({ isNew }) => !isNew);
  const urns = changes.map(({ row, had = [] }) => ({ contact: row.id, had, has: row.urns }));
  const gone = urns.flatMap(({ contact, had, has }) =>
    owned(
      contact,
      had.filter((urn) => !has.includes(urn)),
    ),
  );
  const come = urns.flatMap(({ contact, had, has }) =>
    owned(
      contact,
      has.filter((urn) => !had.includes(urn)),
    ),
  );
  return [
    ...forAll(ADD, added, "id", "urns", "document"),
    ...forAll(CHANGE, changed, "id", "urns", "document"),
    ...forAll(DISOWN, gone, "identity", "contact"),
    ...forAll(OWN, come, "identity", "contact"),
  ];
}

function owned(contact: string, urns: readonly string[]): { identity: string; contact: string }[] {
  return urns.map((urn) => ({ identity: shortKey(urn), contact }));
}

/** Contacts, and who owns which URN. */
export class Contacts {
  readonly #byId: Lookup;
  readonly #byUrn: Lookup;

  constructor(private readonly database: Database) {
    this.#byId = lookup(database, BY_ID, "id");
    this.#byUrn = lookup(database, BY_URN, "identity");
  }

  async get(id: string): Promise<StoredContact | undefined> {
    return readContact((await this.#byId(id))[0]);
  }

  async byUrn(identity: string): Promise<StoredContact | undefined> {
    return readContact((await this.#byUrn(shortKey(identity)))[0]);
  }

  async list({ after, limit }: { after: string; limit: number }): Promise<StoredContact[]> {
    return (await this.database.query(LIST(after, limit))).map((row) => readContact(row)!);
  }

  async create(row: ContactRow): Promise<StoredContact & { created: boolean }> {
    for (;;) {
      if (await this.#add(row)) return { ...readContact({ ...row, revision: 1 })!, created: true };
      const known = (await this.#ofUrns(row.urns)) ?? (await this.get(row.id));
      if (known) return { ...known, created: false };
    }
  }

  async #ofUrns(urns: readonly string[]): Promise<StoredContact | undefined> {
    const owners = await Promise.all(urns.map((urn) => this.byUrn(urn)));
    return owners.find((owner) => owner !== undefined);
  }

  /** False: there is the contact already, or somebody has one of its URNs. */
  #add({ id, urns, document }: ContactRow): Promise<boolean> {
    return this.database.use(async (connection) => {
      const identities = [...new Set(urns.map(shortKey))];
      const text = JSON.stringify(urns);
      try {
        await send(connection, [BEGIN, ADD([id], [text], [document]), OWN_ALL(identities, id), COMMIT]);
        return true;
      } catch (error) {
        await send(connection, [ROLLBACK]);
        if (codeOf(error) === UNIQUE_VIOLATION) return false;
        throw error;
      }
    });
  }
}
