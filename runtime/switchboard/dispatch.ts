import type { ContactDocument } from "../contacts/contact.js";
import type { Channels } from "../channels/channels.js";
import { reachedBy } from "../contacts/affinity.js";
import { urnIdentity } from "../contacts/urns.js";
import { announced, type Announcer } from "./announcer.js";
import { callKey, toSessionCommit } from "./commit.js";
import type { Engine, SprintResult } from "../engine/engine.js";
import type { Sprint } from "../engine/sprint.js";
import type { Flows } from "./flows.js";
import type { Ids } from "../ids.js";
import type { JsonObject } from "../json.js";
import type { Log } from "../log.js";
import { programFlow } from "../hosts/program.js";
import type { Input, MessageInput, StartInput } from "../session/input.js";
import { callOfLane, contactOfLane, lanes } from "../session/lanes.js";
import { migrate } from "../session/migrate.js";
import { replyKeys } from "../workflow/replies.js";
import type { Session } from "../session/session.js";
import type {
  Commit,
  NewInput,
  SessionCommit,
  Store,
  StoredContact,
  StoredInput,
  StoredSession,
} from "../store/store.js";
import { startByMessage, waitsForMessage } from "./message-routing.js";
import type { Triggers } from "./triggers.js";

export interface DispatchOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly flows: Flows;
  readonly triggers: Triggers;
  readonly channels: Channels;
  readonly ids: Ids;
  readonly announcers: readonly Announcer[];
  /** Of sessions that are started without one. */
  readonly environment?: JsonObject;
  readonly log: Log;
  /** A sprint runs in this lane; the host may want to halt it. */
  readonly onSprint: (lane: string, sprint: Sprint) => void;
}

/** Sprints of one input, collected for one commit. */
class Batch {
  readonly sessions: SessionCommit[] = [];
  readonly forward: NewInput[] = [];
  contactChanged = false;

  constructor(public contact: StoredContact | undefined) {}

  changeContact(document: JsonObject): void {
    if (!this.contact || this.contact.document === document) return;
    this.contact = { ...this.contact, document };
    this.contactChanged = true;
  }
}

/** Decides which sessions an input is for, runs their sprints, and commits them together with its acknowledgement. */
export class Dispatcher {
  constructor(private readonly options: DispatchOptions) {}

  /** Gives the commit that was made. */
  async dispatch(stored: StoredInput): Promise<Commit> {
    const contact = await this.#contactById(contactOfLane(stored.lane));
    const batch = new Batch(contact);
    await this.#route(stored, batch);
    const commit: Commit = {
      sessions: batch.sessions,
      lane: stored.lane,
      acknowledge: stored.id,
      ...(batch.forward.length > 0 && { forward: batch.forward }),
      ...(batch.contactChanged && batch.contact && { contact: contactCommit(batch.contact) }),
    };
    await this.options.store.commit(commit);
    return commit;
  }

  async #route(stored: StoredInput, batch: Batch): Promise<void> {
    const { input } = stored;
    if (input.type === "start") return this.#start(stored, input, batch);
    if (stored.session !== undefined) return this.#resume(stored.session, stored, batch);
    const call = callOfLane(stored.lane);
    if (call !== undefined) {
      const [found] = await this.options.store.sessionsWaitingFor(callKey(call));
      if (found) await this.#resume(found.session, stored, batch);
      return;
    }
    if (input.type === "message") await this.#message(stored, input, batch);
  }

  async #start(stored: StoredInput, input: StartInput, batch: Batch): Promise<void> {
    const flow = input.program ? programFlow(input.program) : await this.options.flows.load(input.flow);
    if (!flow || flow.problems.length > 0) {
      const why = flow ? flow.problems.join("; ") : "there is no such flow";
      this.options.log.warn(`Flow '${input.flow.name ?? input.flow.id}' cannot start a session: ${why}.`);
      return;
    }
    const id = input.session ?? this.options.ids.uuid();
    if (await this.options.store.session(id)) return;
    const { contact } = batch;
    const { environment } = this.options;
    const result = await this.options.engine.start(
      flow,
      environment && !input.environment ? { ...input, environment } : input,
      { id, lane: stored.lane, contactId: contact?.id, contact: contact?.document as ContactDocument | undefined },
      (sprint) => this.options.onSprint(stored.lane, sprint),
    );
    this.#collect(await announced(this.options.announcers, undefined, result), 0, stored, batch);
  }

  async #resume(id: string, stored: StoredInput, batch: Batch): Promise<void> {
    const found = await this.options.store.session(id);
    if (found) await this.#receive(found, stored.input, stored, batch);
  }

  async #receive(found: StoredSession, input: Input, stored: StoredInput, batch: Batch): Promise<Session> {
    const session = migrate(found.session);
    const contact = session.contact === batch.contact?.id ? batch.contact : await this.#contactById(session.contact);
    batch.contact ??= contact;
    const announcers = this.options.announcers.filter((announcer) => announcer.concerns(session));
    const before = announcers.length > 0 ? structuredClone(session) : undefined;
    const result = await this.options.engine.receive(
      { session, contact: contact?.document as ContactDocument | undefined },
      input,
      (sprint) => this.options.onSprint(stored.lane, sprint),
    );
    this.#collect(await announced(announcers, before, result), found.revision, stored, batch);
    return result.session;
  }

  /** A message goes to the sessions that wait for it, and to the flows that it starts. */
  async #message(stored: StoredInput, input: MessageInput, batch: Batch): Promise<void> {
    const { urn } = input.message;
    if (batch.contact && urn !== undefined && this.options.channels.get(stored.source)) {
      batch.changeContact(reachedBy(batch.contact.document, urn, stored.source));
    }
    const started = this.options.triggers.forMessage({
      channel: stored.source,
      account: input.account,
      at: stored.at,
      message: input.message,
    });
    const open = await this.options.store.openSessions(stored.lane);
    const keys = replyKeys(input.message);
    const waiting = open.filter(({ session }) => waitsForMessage(session, keys));
    const interrupts = started.some(({ trigger }) => trigger.whenWaiting === "interrupt");
    for (const found of waiting) {
      await this.#receive(found, interrupts ? { type: "command", command: "interrupt" } : input, stored, batch);
    }
    const elsewhere = await this.#forwardReply(stored, input, keys, batch);
    const taken = waiting.length > 0 && !interrupts;
    const takers = new Set(waiting.map(({ session }) => session.flow.id));
    if (started.some(({ trigger }) => trigger.whenWaiting === "leave_own")) {
      for (const id of elsewhere) {
        const found = await this.options.store.session(id);
        if (found) takers.add(found.session.flow.id);
      }
    }
    for (const { trigger, start } of started) {
      if (taken && trigger.whenWaiting === "leave") continue;
      if (trigger.whenWaiting === "leave_own" && takers.has(trigger.flow.id)) continue;
      await this.#start(stored, startByMessage(stored, input, trigger, start), batch);
    }
  }

  /**
   * Sessions of other contacts may wait for a reply from this sender too: they get the message in their own lanes. Gives their ids.
   */
  async #forwardReply(
    stored: StoredInput,
    input: MessageInput,
    keys: readonly string[],
    batch: Batch,
  ): Promise<ReadonlySet<string>> {
    const sessions = new Set<string>();
    for (const key of keys) {
      for (const { session, lane } of await this.options.store.sessionsWaitingFor(key)) {
        if (lane === stored.lane || sessions.has(session) || (await this.#hasAnswer(session, keys))) continue;
        sessions.add(session);
        batch.forward.push({
          source: stored.source,
          inputId: `${stored.id}:${session}`,
          lane,
          session,
          at: stored.at,
          input,
        });
      }
    }
    return sessions;
  }

  /** Whether a session is suspended and has what it waited for already. */
  async #hasAnswer(id: string, keys: readonly string[]): Promise<boolean> {
    const session = (await this.options.store.session(id))?.session;
    return session?.status === "suspended" && !waitsForMessage(session, keys);
  }

  #collect(result: SprintResult, revision: number, stored: StoredInput, batch: Batch): void {
    const { now, limits } = this.options.engine.options;
    batch.sessions.push(toSessionCommit(result, revision, { now: now(), maxSessionAgeMs: limits.maxSessionAgeMs }));
    if (result.contact) batch.changeContact(result.contact);
    result.starts.forEach((start, index) => {
      const session = start.session ?? this.options.ids.uuid();
      const { session: from } = result;
      batch.forward.push({
        source: "session",
        inputId: `${from.id}:${from.sprint}:${index}`,
        lane: start.lane ?? lanes.ofSession(session),
        at: stored.at,
        input: { ...start, session },
      });
    });
    result.posts.forEach((post, index) => {
      const inputId = `${result.session.id}:${result.session.sprint}:post:${index}`;
      batch.forward.push({ source: "session", inputId, at: stored.at, ...post });
    });
  }

  async #contactById(id: string | undefined): Promise<StoredContact | undefined> {
    return id === undefined ? undefined : this.options.store.contact(id);
  }
}

function contactCommit(contact: StoredContact): NonNullable<Commit["contact"]> {
  const { id, revision, document } = contact;
  const urns = Array.isArray(document["urns"]) ? document["urns"].map(String) : [];
  return { id, revision, document, urns: urns.map(urnIdentity) };
}
