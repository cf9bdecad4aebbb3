import { lanes } from "../../session/lanes.js";
import { exportEvents, exportSession } from "../../conversation/export.js";
import { readResume, readTrigger } from "../../conversation/trigger-document.js";
import type { ContactDocument } from "../../contacts/contact.js";
import type { Services } from "../../engine/services.js";
import { families } from "../../families.js";
import { readExport } from "../../formats/goflow/index.js";
import { systemIds } from "../../ids.js";
import type { JsonObject } from "../../json.js";
import type { RecordedEvent } from "../../session/event.js";
import type { Input } from "../../session/input.js";
import { isWaiting, type Session } from "../../session/session.js";
import { MemoryStore } from "../../store/memory.js";
import type { SwitchboardOptions } from "../../switchboard/switchboard.js";
import { Mismatch } from "../expect.js";
import type { TestBench, TestHost } from "../host.js";
import { VirtualClock } from "../virtual-clock.js";

/** What a conversation under test runs in. */
export interface Setting {
  /** A GoFlow asset document, flows included. */
  readonly assets: JsonObject;
  /** The time that the clock stands at, ISO 8601. */
  readonly now: string;
  /** A GoFlow environment document: what the queries of groups are read by. */
  readonly environment?: JsonObject;
  readonly services?: Services;
  readonly limits?: SwitchboardOptions["limits"];
}

/** What one sprint made, in GoFlow's form. */
export interface SprintOutput {
  readonly session: JsonObject;
  readonly events: readonly JsonObject[];
}

/** Milliseconds since 1970 UTC, with the microseconds that the text has as a fraction. */
function instantOf(iso: string): number {
  const microseconds = Number(/\.\d{3}(\d{3})/.exec(iso)?.[1] ?? 0);
  // Half a microsecond more, so that what a double cannot hold does not show.
  return Date.parse(iso) + (microseconds + 0.5) / 1000;
}

/** Runs `play` with a fresh conversation, and tidies up after it. */
export async function withConversation<Result>(
  host: TestHost,
  setting: Setting,
  play: (conversation: Conversation) => Promise<Result>,
): Promise<Result> {
  const read = readExport(setting.assets, { ids: systemIds });
  if ("problems" in read) throw new Mismatch(`The assets cannot be read: ${JSON.stringify(read.problems)}`);
  const clock = new VirtualClock(instantOf(setting.now));
  const bench = await host.open({
    store: new MemoryStore(clock),
    families,
    clock,
    // The flows themselves are deployed; contexts want to know their names.
    assets: { ...read.assets, flows: read.flows.map(({ id, name }) => ({ uuid: id, name })) },
    ...(setting.environment && { environment: setting.environment }),
    ...(setting.services && { services: setting.services }),
    ...(setting.limits && { limits: setting.limits }),
  });
  try {
    const flows = read.flows.map((flow) => flow.read());
    await bench.deploy(flows.flatMap((flow) => ("program" in flow ? [flow.program] : [])));
    return await play(new Conversation(bench));
  } finally {
    await bench.close();
  }
}

/** One session with its contact, driven by GoFlow's trigger and resume documents. */
export class Conversation {
  readonly #id: string;
  readonly #events: RecordedEvent[] = [];
  #contact: string | undefined;
  #snapshot: Session | undefined;
  #sprint: RecordedEvent[] = [];

  constructor(readonly bench: TestBench) {
    this.#id = bench.switchboard.ids.uuid();
    bench.switchboard.events.on("commit", (commit) => {
      for (const { session, events } of commit.sessions) {
        if (session.id !== this.#id) continue;
        this.#snapshot = structuredClone(session);
        this.#sprint.push(...structuredClone(events));
      }
    });
  }

  /** The session as it stands. */
  get session(): Session {
    if (!this.#snapshot) throw new Mismatch("The session was not started.");
    return this.#snapshot;
  }

  /** Starts the session. */
  async start(trigger: JsonObject): Promise<SprintOutput> {
    const read = readTrigger(trigger);
    if ("problem" in read) throw new Mismatch(`The trigger cannot be read: ${read.problem}`);
    const { switchboard } = this.bench;
    if (read.contact) {
      this.#contact = String(read.contact["uuid"]);
      await switchboard.store.createContact({ id: this.#contact, document: read.contact, urns: [] });
    }
    const lane = this.#contact === undefined ? lanes.ofSession(this.#id) : lanes.ofContact(this.#contact);
    return this.#run(() => switchboard.startFlow(read.flow, { ...read.start, session: this.#id, lane }));
  }

  /** Gives the session a resume document. */
  async resume(resume: JsonObject): Promise<SprintOutput> {
    const token = this.session.runs.flatMap((run) => run.tokens).find((token) => isWaiting(token) && !token.wait.child);
    const input = readResume(resume, token?.id ?? "");
    if ("problem" in input) throw new Mismatch(`The resume cannot be read: ${input.problem}`);
    return this.give(input);
  }

  /** Gives the session any input. */
  give(input: Input): Promise<SprintOutput> {
    return this.#run(() => this.bench.switchboard.toSession(this.#id, input));
  }

  /** The contact's document as the store has it. */
  async contact(): Promise<ContactDocument | undefined> {
    const stored = this.#contact === undefined ? undefined : await this.bench.switchboard.store.contact(this.#contact);
    return stored?.document as ContactDocument | undefined;
  }

  async #run(accept: () => Promise<unknown>): Promise<SprintOutput> {
    this.#sprint = [];
    await accept();
    await this.bench.switchboard.whenIdle();
    this.#events.push(...this.#sprint);
    const record = { session: this.session, contact: await this.contact(), events: this.#events };
    return {
      session: exportSession(record, this.bench.switchboard.assets),
      events: exportEvents(this.#sprint.filter(({ scope }) => scope !== "run")),
    };
  }
}
