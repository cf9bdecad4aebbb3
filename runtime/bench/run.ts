import { lanes } from "../session/lanes.js";
import type { Input, StartInput } from "../session/input.js";
import { hasEnded } from "../session/lifecycle.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { benchContact, type BenchCase } from "./case.js";

/** Contacts that talk at the same time. */
const IN_FLIGHT = 64;

/** What was measured while the contacts talked. */
export interface Measured {
  readonly seconds: number;
  /** Time of each sprint from the moment that its input is handed in to its commit, in microseconds, sorted. */
  readonly sprints: Float64Array;
  readonly cpuMicroseconds: number;
  /** Sessions that did not end with their case's last message. */
  readonly unfinished: number;
}

/** Lets each contact start the flow and send its messages, many contacts at a time, one message after the other. */
export async function runBench(switchboard: Switchboard, benchCase: BenchCase, contacts: number): Promise<Measured> {
  const ids = await createContacts(switchboard, benchCase, contacts);
  const commits = new Commits(switchboard);
  const durations = new Float64Array(contacts * (benchCase.messages.length + 1));
  let sprints = 0;
  let unfinished = 0;
  let next = 0;

  const talk = async (): Promise<void> => {
    for (let contact = next++; contact < contacts; contact = next++) {
      const id = ids[contact] ?? "";
      const session = switchboard.ids.uuid();
      const lane = lanes.ofContact(id);
      let ended = false;
      for (const input of inputs(switchboard, benchCase, session)) {
        const before = performance.now();
        const committed = commits.next(session);
        const source = "bench";
        await switchboard.accept({
          source,
          lane,
          at: switchboard.clock.now(),
          input,
          ...(input.type === "message" && { session }),
        });
        ended = await committed;
        durations[sprints++] = (performance.now() - before) * 1000;
      }
      if (!ended) unfinished++;
    }
  };

  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, contacts) }, talk));
  await switchboard.whenIdle();
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    seconds,
    sprints: durations.subarray(0, sprints).sort(),
    cpuMicroseconds: used.user + used.system,
    unfinished,
  };
}

async function createContacts(switchboard: Switchboard, benchCase: BenchCase, contacts: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= contacts; number++) {
    const id = switchboard.ids.uuid();
    const { document, urns } = benchContact(benchCase.contact, id, number);
    ids.push(id);
    await switchboard.store.createContact({ id, document, urns });
  }
  return ids;
}

function* inputs(switchboard: Switchboard, benchCase: BenchCase, session: string): Generator<Input> {
  const { flow, environment, params, messages } = benchCase;
  const at = switchboard.clock.now();
  yield {
    type: "start",
    flow: { id: flow },
    session,
    trigger: { type: "manual", at, ...(params && { params }) },
    ...(environment && { environment }),
  } satisfies StartInput;
  for (const message of messages) yield { type: "message", message };
}

/** Tells when a session's sprint was committed, and whether the session has ended with it. */
class Commits {
  readonly #waiting = new Map<string, (ended: boolean) => void>();

  constructor(switchboard: Switchboard) {
    switchboard.events.on("commit", (commit) => {
      for (const { session } of commit.sessions) {
        this.#waiting.get(session.id)?.(hasEnded(session.status));
        this.#waiting.delete(session.id);
      }
    });
  }

  next(session: string): Promise<boolean> {
    return new Promise((resolve) => this.#waiting.set(session, resolve));
  }
}
