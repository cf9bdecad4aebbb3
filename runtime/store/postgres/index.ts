import type { Clock } from "../../clock.js";
import { StoreUnavailable } from "../errors.js";
import { commitRows, type CommitRows } from "../rows/commit.js";
import { contactRow } from "../rows/contacts.js";
import { inputRow, type InputRow } from "../rows/inputs.js";
import type * as contract from "../store.js";
import { readAddress } from "./address.js";
import { commitGroup } from "./commit.js";
import { Database, type Connection } from "./database.js";
import { EventNews } from "./event-news.js";
import { Groups, type Outcome } from "./groups.js";
import { acceptGroup } from "./inbox.js";
import { LaneLocks } from "./lane-locks.js";
import { News, type Listener } from "./news.js";
import { prepareDatabase } from "./opening.js";
import { OwnConnection } from "./own-connection.js";
import { prune, removeSession } from "./prune.js";
import { reviveEffects, settleGroup } from "./settle.js";
import { statement } from "./statement.js";
import { statistics } from "./statistics.js";
import { openTables, type Tables } from "./tables.js";
import { absentProcesses, takeOver } from "./takeover.js";
import { Watch } from "./watch.js";

export interface PostgresOptions {
  readonly clock: Pick<Clock, "now">;
  /** How often it is looked for work that another process left lying, in milliseconds. */
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 2000;

interface LaneCommit {
  readonly rows: CommitRows;
  readonly lane: string | undefined;
}

/**
 * The store in a PostgreSQL database, for any number of processes. What a process may do alone (the sprints of a lane, the delivery
 * of an effect) hangs on its own connection, and goes to others when that is lost.
 *
 * When the connection breaks at the very end of a transaction, the operation fails with StoreUnavailable though it may have
 * happened: repeating it does no harm where the operation has an id (an input's, a session's revision).
 */
export class PostgresStore implements contract.Store {
  readonly #clock: Pick<Clock, "now">;
  readonly #database: Database;
  readonly #process: number;
  readonly #news: News;
  readonly #own: OwnConnection;
  readonly #tables: Tables;
  readonly #lanes: LaneLocks;
  readonly #watch: Watch;
  readonly #eventNews: EventNews;
  readonly #accepts: Groups<InputRow, contract.Accepted>;
  readonly #commits: Groups<LaneCommit, void>;
  readonly #settlements: Groups<contract.DeliveryResult, void>;
  #closing: Promise<void> | undefined;

  private constructor(parts: {
    clock: Pick<Clock, "now">;
    database: Database;
    process: number;
    news: News;
    own: OwnConnection;
    lookEveryMs: number;
  }) {
    const { clock, database, process, news, own, lookEveryMs } = parts;
    this.#clock = clock;
    this.#database = database;
    this.#process = process;
    this.#news = news;
    this.#own = own;
    this.#tables = openTables(database, process, news);
    this.#lanes = new LaneLocks(own, database, news);
    this.#watch = new Watch(database, own, news, clock, process, lookEveryMs);
    this.#eventNews = new EventNews(database, news);
    this.#accepts = new Groups(async (rows) => (await database.use((to) => acceptGroup(to, rows))).map(done));
    this.#commits = new Groups((group) => own.use((...given) => this.#commitGroup(group, ...given)));
    this.#settlements = new Groups((results) => this.#settleGroup(results));
    this.#watch.start();
  }

  /**
   * Opens the store of a URL, and makes its tables where there are none; takes over what processes left that have ended. Rejects
   * with StoreCannotOpen.
   */
  static async open(url: string, { clock, lookEveryMs = LOOK_EVERY_MS }: PostgresOptions): Promise<PostgresStore> {
    const address = readAddress(url);
    const database = new Database(address);
    let own: OwnConnection | undefined;
    try {
      await prepareDatabase(database, address);
      const row = await database.first(statement("select nextval('processes')::int as process"));
      const process = Number(row?.["process"]);
      const news = new News(address.schema, process);
      own = new OwnConnection(address, process, news);
      await own.open();
      await takeOver(database, await absentProcesses(database), process);
      return new PostgresStore({ clock, database, process, news, own, lookEveryMs });
    } catch (error) {
      await own?.close();
      await database.close();
      throw error;
    }
  }

  follow(listener: Listener): void {
    this.#news.follow(listener);
  }

  accept(input: contract.NewInput) {
    const row = inputRow(input);
    return this.#open(() => this.#accepts.add(row));
  }
  pendingLanes = (limit: number) => this.#tables.inbox.pendingLanes(limit);
  inputs = (lane: string, limit: number) => this.#tables.inbox.inputs(lane, limit);
  noteAttempt = (id: string, error: string) => this.#tables.inbox.noteAttempt(id, error);
  rejectInput = (id: string, error: string) => this.#tables.inbox.reject(id, error);
  rejectedInputs = (limit: number) => this.#tables.inbox.rejected(limit);
  lockLane = (lane: string) => this.#open(() => this.#lanes.lock(lane));

  session = (id: string) => this.#tables.sessions.get(id);
  openSessions = (lane: string) => this.#tables.sessions.open(lane);
  sessionsWaitingFor = (key: string) => this.#tables.waits.sessionsWaitingFor(key);
  sessionsOfContact = (contact: string, limit: number) => this.#tables.sessions.ofContact(contact, limit);
  sessions = (query: contract.SessionsQuery) => this.#tables.sessions.list(query);
  sessionOfCall = (call: string) => this.#tables.sessions.ofCall(call);
  sessionsOfFlow = (query: contract.FlowSessionsQuery) => this.#tables.sessions.ofFlow(query);
  startsByMonth = (owner: string) => this.#tables.sessions.startsByMonth(owner);
  sessionsWithDetachedTokens = () => this.#tables.resting.detachedIn(this.#process);
  waitingByNode = (flow: string) => this.#tables.resting.byNode(flow);
  commit(commit: contract.Commit) {
    const rows = commitRows(commit);
    return this.#open(() => this.#commits.add({ rows, lane: commit.lane }));
  }

  fireTimers = (now: number, limit: number) => this.#tables.timers.fire(now, limit);
  nextTimerAt = () => this.#tables.timers.nextAt();

  dueEffects = (now: number, limit: number, except: readonly string[] = []) =>
    this.#tables.outbox.due(now, limit, except);
  nextEffectAt = () => this.#tables.outbox.nextAt();
  hastenEffects = (channel: string, now: number) => this.#tables.outbox.hasten(channel, now);
  async settleEffects(results: readonly contract.DeliveryResult[]): Promise<void> {
    await this.#open(() => Promise.all(results.map((result) => this.#settlements.add(result))));
  }
  keyOfMessage = (channel: string, externalId: string) => this.#tables.outbox.keyOfMessage(channel, externalId);
  deadEffects = (limit: number) => this.#tables.outbox.dead(limit);
  reviveEffects = (keys: readonly string[], now: number) =>
    this.#database.use((connection) => reviveEffects(connection, keys, now, this.#process));

  contact = (id: string) => this.#tables.contacts.get(id);
  contactByUrn = (identity: string) => this.#tables.contacts.byUrn(identity);
  contacts = (page: { after: string; limit: number }) => this.#tables.contacts.list(page);
  createContact(contact: contract.NewContact) {
    return this.#tables.contacts.create(contactRow({ ...contact, revision: 0 }));
  }

  addDefinition = (definition: contract.NewDefinition) => this.#tables.definitions.add(definition);
  definition = (id: string, version?: number) => this.#tables.definitions.get(id, version);
  definitions = (query: contract.DefinitionsQuery) => this.#tables.definitions.list(query);
  definitionVersions = (id: string, page: contract.Page) => this.#tables.definitions.versions(id, page);
  deleteDefinition = (id: string, version?: number) => this.#tables.definitions.delete(id, version);

  events = (session: string) => this.#tables.events.ofSession(session);
  eventsAfter = (sequence: number, limit: number) => this.#tables.events.after(sequence, limit);
  lastSequence = () => this.#tables.events.last();

  removeSession = (id: string) => removeSession(this.#database, id);
  prune = (endedBefore: number) => prune(this.#database, endedBefore);
  statistics = () => statistics(this.#database);

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([
      this.#watch.close(),
      this.#accepts.drained(),
      this.#commits.drained(),
      this.#settlements.drained(),
    ]);
    await this.#lanes.drained();
    await this.#eventNews.close();
    await this.#own.close();
    await this.#database.close();
  }

  async #open<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new StoreUnavailable("The store is closed.");
    return operation();
  }

  /** Commits of lanes that went with an earlier connection are refused. */
  async #commitGroup(
    group: readonly LaneCommit[],
    connection: Connection,
    generation: number,
  ): Promise<Outcome<void>[]> {
    const faults = group.map(({ lane }) => (lane === undefined ? undefined : this.#lanes.lost(lane, generation)));
    const allowed = group.filter((_, index) => faults[index] === undefined).map(({ rows }) => rows);
    const committer = { process: this.#process, now: this.#clock.now() };
    const outcomes = allowed.length > 0 ? await commitGroup(connection, allowed, committer) : [];
    this.#eventNews.soon();
    return faults.map((error) => (error === undefined ? outcomes.shift()! : { error }));
  }

  async #settleGroup(results: readonly contract.DeliveryResult[]): Promise<Outcome<void>[]> {
    const processes = await this.#database.use((connection) => settleGroup(connection, results, this.#clock.now()));
    for (const process of processes) {
      if (process !== this.#process) await this.#database.query(this.#news.telling({ about: "effects" }, process));
    }
    this.#eventNews.soon();
    return results.map(() => ({ value: undefined }));
  }
}

function done<Value>(value: Value): Outcome<Value> {
  return { value };
}
