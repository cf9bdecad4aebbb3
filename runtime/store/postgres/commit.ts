import { RevisionConflict } from "../errors.js";
import { NO_PLACES, type Places } from "../places.js";
import type { CommitRows } from "../rows/commit.js";
import { CURRENT_CONTACTS, writeContacts, type ContactChange } from "./contacts.js";
import { send, type Connection, type Row } from "./database.js";
import { addEvents, type NewEvents } from "./events.js";
import { codeOf, UNIQUE_VIOLATION } from "./faults.js";
import type { Outcome } from "./groups.js";
import { acceptInputs, acknowledgeInputs } from "./inbox.js";
import { addEffects } from "./outbox.js";
import type { PlacesChange } from "./places.js";
import { replaceResting } from "./resting.js";
import { CURRENT_SESSIONS, NEW_KEYS, writeSessions, type CurrentSession, type SessionChange } from "./sessions.js";
import { BEGIN, COMMIT, ROLLBACK, type Statement } from "./statement.js";
import { replaceTimers } from "./timers.js";
import { replaceWaits } from "./waits.js";

/** Who commits, and when. */
export interface Committer {
  readonly process: number;
  readonly now: number;
}

/**
 * Writes sprints in one transaction, with two waits for the server: one for what is there now, whose rows are held from then on, and
 * one for all that changes. A sprint from an old revision is refused alone.
 */
export async function commitGroup(
  connection: Connection,
  group: readonly CommitRows[],
  committer: Committer,
): Promise<Outcome<void>[]> {
  const sessions = group.flatMap((commit) => commit.sessions.map(({ row }) => row));
  const contacts = group.flatMap(({ contact }) => contact ?? []);
  try {
    const [, currentSessions = [], currentContacts = [], keys = []] = await send(connection, [
      BEGIN,
      CURRENT_SESSIONS(sessions.map(({ id }) => id)),
      CURRENT_CONTACTS(contacts.map(({ id }) => id)),
      NEW_KEYS(sessions.filter(({ revision }) => revision === 0).length),
    ]);
    const changes = new GroupChanges(currentSessions, currentContacts, keys);
    const outcomes = group.map((commit) => changes.add(commit));
    await send(connection, [...changes.statements(committer), COMMIT]);
    return outcomes;
  } catch (error) {
    await send(connection, [ROLLBACK]).catch(() => {});
    throw group.length === 1 ? (asConflict(error, group[0]!) ?? error) : error;
  }
}

/** Another process made the session or contact after it was looked for. */
function asConflict(error: unknown, { sessions, contact }: CommitRows): RevisionConflict | undefined {
  if (codeOf(error) !== UNIQUE_VIOLATION) return undefined;
  const made = sessions.find(({ row }) => row.revision === 0)?.row;
  if (made) return new RevisionConflict("session", made.id, 0);
  return contact?.revision === 0 ? new RevisionConflict("contact", contact.id, 0) : undefined;
}

/** What the sprints of a group change together. */
class GroupChanges {
  readonly #sessions: ReadonlyMap<string, CurrentSession>;
  readonly #contacts: ReadonlyMap<string, Row>;
  readonly #newKeys: number[];
  /** Each is written once: who committed second from the same revision has lost. */
  readonly #written = new Set<string>();
  readonly #changes: SessionChange[] = [];
  readonly #contactChanges: ContactChange[] = [];
  readonly #events: NewEvents[] = [];
  readonly #accepted: CommitRows[] = [];

  constructor(sessions: readonly Row[], contacts: readonly Row[], keys: readonly Row[]) {
    this.#sessions = new Map((sessions as unknown as CurrentSession[]).map((row) => [row.id, row]));
    this.#contacts = new Map(contacts.map((row) => [String(row["id"]), row]));
    this.#newKeys = keys.map(({ key }) => Number(key));
  }

  add(commit: CommitRows): Outcome<void> {
    const conflict = this.#conflict(commit);
    if (conflict) return { error: conflict };
    this.#accepted.push(commit);
    for (const { row, events } of commit.sessions) {
      this.#written.add(`session ${row.id}`);
      const current = this.#sessions.get(row.id);
      const key = current?.key ?? this.#newKeys.pop()!;
      const had = current ? (JSON.parse(current.places) as Places) : NO_PLACES;
      this.#changes.push({ key, row, isNew: !current, had });
      this.#events.push(...events.map((text) => ({ session: key, events: text })));
    }
    const { contact } = commit;
    if (contact) {
      this.#written.add(`contact ${contact.id}`);
      const current = this.#contacts.get(contact.id);
      const had = current && (JSON.parse(String(current["urns"])) as string[]);
      this.#contactChanges.push({ row: contact, had });
    }
    return { value: undefined };
  }

  statements({ process, now }: Committer): Statement[] {
    const places = this.#changes.map(({ key, had, row }): PlacesChange => ({ session: key, had, has: row.places }));
    const effects = this.#accepted.flatMap(({ sessions }) => sessions.flatMap((session) => session.effects));
    const forward = this.#accepted.flatMap((commit) => commit.forward);
    const acknowledged = this.#accepted.flatMap(({ acknowledge }) => acknowledge ?? []);
    return [
      ...writeSessions(this.#changes),
      ...replaceTimers(places),
      ...replaceWaits(places),
      ...replaceResting(places, process),
      ...addEffects(effects, process, now),
      ...writeContacts(this.#contactChanges),
      ...(acknowledged.length > 0 ? [acknowledgeInputs(acknowledged)] : []),
      ...(forward.length > 0 ? [acceptInputs(forward)] : []),
      ...addEvents(this.#events),
    ];
  }

  #conflict({ sessions, contact }: CommitRows): RevisionConflict | undefined {
    for (const { row } of sessions) {
      const revision = this.#written.has(`session ${row.id}`) ? -1 : (this.#sessions.get(row.id)?.revision ?? 0);
      if (revision !== row.revision) return new RevisionConflict("session", row.id, row.revision);
    }
    if (!contact) return undefined;
    const current = Number(this.#contacts.get(contact.id)?.["revision"] ?? 0);
    const revision = this.#written.has(`contact ${contact.id}`) ? -1 : current;
    return revision === contact.revision ? undefined : new RevisionConflict("contact", contact.id, contact.revision);
  }
}
