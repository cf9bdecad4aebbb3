import { existsSync, mkdirSync, realpathSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { dirname, resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../clock.js";
import { StoreCannotOpen } from "../errors.js";
import { commitRows } from "../rows/commit.js";
import { contactRow } from "../rows/contacts.js";
import { inputRow } from "../rows/inputs.js";
import type * as contract from "../store.js";
import { Checkpoints } from "./checkpoints.js";
import { openDatabase, type DatabaseOptions } from "./database.js";
import { asUnavailable } from "./faults.js";
import { lockFile } from "./file-lock.js";
import { FIRST_SENDER_ID, type SenderId } from "./inbox.js";
import { applyCommit, fireTimers, removeEnded, removeSession, settleDelivery } from "./operations.js";
import { openTables, type Tables } from "./tables.js";
import { GroupWriter } from "./writer.js";

export interface SqliteOptions extends Partial<DatabaseOptions> {
  readonly clock: Pick<Clock, "now">;
}

const BUSY_TIMEOUT_MS = 250;
/** Sessions or remembered ids that are pruned in one operation: other operations come between. */
const PRUNE_BATCH = 100;

/**
 * The store in one file, for one process. Reads see what is committed; writes go through the group commit. Throws
 * StoreCannotOpen when the file is no store, is of a newer version, or is in use by another process.
 */
export class SqliteStore implements contract.Store {
  readonly #clock: Pick<Clock, "now">;
  readonly #database: DatabaseSync;
  readonly #unlock: () => void;
  readonly #tables: Tables;
  readonly #writer: GroupWriter;
  readonly #checkpoints: Checkpoints;
  #closing: Promise<void> | undefined;

  constructor(path: string, { clock, busyTimeoutMs = BUSY_TIMEOUT_MS, ...options }: SqliteOptions) {
    const file = realFile(path);
    this.#clock = clock;
    this.#unlock = lockFile(file);
    try {
      this.#database = openDatabase(file, { busyTimeoutMs, ...options });
    } catch (error) {
      this.#unlock();
      throw cannotOpen(file, error);
    }
    this.#tables = openTables(this.#database);
    this.#checkpoints = new Checkpoints(this.#database, file, () => this.#writer);
    this.#writer = new GroupWriter(this.#database, () => this.#checkpoints.noteCommit());
  }

  accept(input: contract.NewInput) {
    const row = inputRow(input);
    return this.#write(({ inbox }) => inbox.accept(row));
  }
  pendingLanes = (limit: number) => this.#read(({ inbox }) => inbox.pendingLanes(limit));
  inputs = (lane: string, limit: number) => this.#read(({ inbox }) => inbox.inputs(lane, limit));
  noteAttempt = (id: string, error: string) => this.#write(({ inbox }) => inbox.noteAttempt(id, error));
  rejectInput = (id: string, error: string) => this.#write(({ inbox }) => inbox.reject(id, error));
  rejectedInputs = (limit: number) => this.#read(({ inbox }) => inbox.rejected(limit));
  lockLane = () => this.#read(() => ({ release: async () => {} }));

  session = (id: string) => this.#read(({ sessions }) => sessions.get(id));
  openSessions = (lane: string) => this.#read(({ sessions }) => sessions.open(lane));
  sessionsWaitingFor = (key: string) => this.#read(({ waits }) => waits.sessionsWaitingFor(key));
  sessionsOfContact = (contact: string, limit: number) =>
    this.#read(({ sessions }) => sessions.ofContact(contact, limit));
  sessions = (query: contract.SessionsQuery) => this.#read(({ sessions }) => sessions.list(query));
  sessionOfCall = (call: string) => this.#read(({ sessions }) => sessions.ofCall(call));
  sessionsOfFlow = (query: contract.FlowSessionsQuery) => this.#read(({ flowSessions }) => flowSessions.list(query));
  startsByMonth = (owner: string) => this.#read(({ flowSessions }) => flowSessions.startsByMonth(owner));
  sessionsWithDetachedTokens = () => this.#read(({ sessions }) => sessions.withDetachedTokens());
  waitingByNode = (flow: string) => this.#read(({ waits }) => waits.waitingByNode(flow));
  commit(commit: contract.Commit) {
    const rows = commitRows(commit);
    return this.#write((tables) => applyCommit(tables, rows, this.#clock.now()));
  }

  fireTimers = (now: number, limit: number) => this.#write((tables) => fireTimers(tables, now, limit));
  nextTimerAt = () => this.#read(({ timers }) => timers.nextAt());

  dueEffects = (now: number, limit: number, except: readonly string[] = []) =>
    this.#read(({ outbox }) => outbox.due(now, limit, except));
  nextEffectAt = () => this.#read(({ outbox }) => outbox.nextAt());
  hastenEffects = (channel: string, now: number) => this.#write(({ outbox }) => outbox.hasten(channel, now));
  settleEffects = (results: readonly contract.DeliveryResult[]) =>
    this.#write((tables) => results.forEach((result) => settleDelivery(tables, result, this.#clock.now())));
  keyOfMessage = (channel: string, externalId: string) =>
    this.#read(({ outbox }) => outbox.keyOfMessage(channel, externalId));
  deadEffects = (limit: number) => this.#read(({ outbox }) => outbox.dead(limit));
  reviveEffects = (keys: readonly string[], now: number) =>
    this.#write(({ outbox }) => keys.forEach((key) => outbox.revive(key, now)));

  contact = (id: string) => this.#read(({ contacts }) => contacts.get(id));
  contactByUrn = (identity: string) => this.#read(({ contacts }) => contacts.byUrn(identity));
  contacts = (page: { after: string; limit: number }) => this.#read(({ contacts }) => contacts.list(page));
  createContact(contact: contract.NewContact) {
    const row = contactRow({ ...contact, revision: 0 });
    return this.#write(({ contacts }) => contacts.create(row));
  }

  addDefinition = (definition: contract.NewDefinition) => this.#write(({ definitions }) => definitions.add(definition));
  definition = (id: string, version?: number) => this.#read(({ definitions }) => definitions.get(id, version));
  definitions = (query: contract.DefinitionsQuery) => this.#read(({ definitions }) => definitions.list(query));
  definitionVersions = (id: string, page: contract.Page) =>
    this.#read(({ definitions }) => definitions.versions(id, page));
  deleteDefinition = (id: string, version?: number) =>
    this.#write(({ definitions }) => definitions.delete(id, version));

  events = (session: string) =>
    this.#read(({ events, sessions }) => events.chain(sessions.lastEvents(session) ?? null));
  eventsAfter = (sequence: number, limit: number) => this.#read(({ events }) => events.after(sequence, limit));

  lastSequence = () => this.#read(({ events }) => events.last());

  removeSession = (id: string) =>
    this.#write((tables) => {
      const session = tables.sessions.endedById(id);
      if (session) removeSession(tables, session);
      return session !== undefined;
    });

  async prune(endedBefore: number): Promise<number> {
    let pruned = 0;
    for (let batch = PRUNE_BATCH; batch === PRUNE_BATCH; await nextTurn()) {
      batch = await this.#write((tables) => removeEnded(tables, endedBefore, PRUNE_BATCH));
      pruned += batch;
    }
    await this.#write(({ inbox, outbox }) => {
      inbox.forgetRejected(endedBefore);
      outbox.forgetNames(endedBefore);
    });
    let after: SenderId | undefined = FIRST_SENDER_ID;
    while (after) after = await this.#forget(endedBefore, after);
    return pruned;
  }

  readonly follow: contract.Store["follow"] = () => {};

  statistics = () =>
    this.#read(({ sessions, inbox, outbox, timers }) => ({
      sessionsByStatus: sessions.countByStatus(),
      ...inbox.statistics(),
      ...outbox.statistics(),
      timers: timers.count(),
    }));

  #forget(before: number, after: SenderId): Promise<SenderId | undefined> {
    return this.#write(({ inbox }) => inbox.forget(before, after, PRUNE_BATCH));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#writer.drain();
    await this.#checkpoints.close();
    this.#writer.drain();
    this.#database.close();
    this.#unlock();
  }

  async #read<T>(read: (tables: Tables) => T): Promise<T> {
    try {
      return read(this.#tables);
    } catch (error) {
      throw asUnavailable(error) ?? error;
    }
  }

  #write<T>(write: (tables: Tables) => T): Promise<T> {
    return this.#writer.write(() => write(this.#tables));
  }
}

/** The one name of a file, so that two names of it are not taken for two stores. */
function realFile(path: string): string {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  return existsSync(file) ? realpathSync(file) : file;
}

function cannotOpen(file: string, error: unknown): unknown {
  const cause = asUnavailable(error);
  return cause ? new StoreCannotOpen(`The store ${file} cannot be opened. ${cause.message}`, { cause }) : error;
}
