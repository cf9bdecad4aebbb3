import type { RecordedEvent } from "../../session/event.js";
import type { Session } from "../../session/session.js";
import type { Commit } from "../../store/store.js";

/** An instance, as its last commit left it. */
export interface RecordedInstance {
  session: Session;
  readonly events: RecordedEvent[];
}

/** The instances that there were, gathered from commits, so that one that was removed is known too. */
export class WorkflowRecord {
  readonly #instances = new Map<string, RecordedInstance>();

  add(commit: Commit): void {
    for (const { session, events } of commit.sessions) {
      const known = this.#instances.get(session.id) ?? { session, events: [] };
      known.session = structuredClone(session);
      known.events.push(...structuredClone(events as RecordedEvent[]));
      this.#instances.set(session.id, known);
    }
  }

  /** In order of start; those of one event in the order in which their definitions were created. */
  instances(definitions: readonly string[]): RecordedInstance[] {
    const rank = ({ session }: RecordedInstance): number => definitions.indexOf(session.flow.id);
    return [...this.#instances.values()].sort((a, b) => a.session.startedAt - b.session.startedAt || rank(a) - rank(b));
  }

  /** Whether some instance has not ended. */
  get isLive(): boolean {
    return [...this.#instances.values()].some(({ session }) => session.endedAt === undefined);
  }
}
