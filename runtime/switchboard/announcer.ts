import type { SprintResult } from "../engine/engine.js";
import { effectKey, type Event } from "../session/event.js";
import type { Session } from "../session/session.js";

/** Something to be sent because of what a sprint did; `channel` names who delivers it, and in which queue. */
export interface Announcement {
  readonly channel: string;
  readonly event: Event;
}

/** Tells the world outside of what sprints do. What it has to say is committed with the sprint, so that none of it is lost. */
export interface Announcer {
  /** Whether anything that this session does is told. */
  concerns(session: Session): boolean;
  /** What is told of a sprint; `before`: the session as it was, where there was one. */
  announce(before: Session | undefined, result: SprintResult): Promise<readonly Announcement[]>;
}

/** The sprint's result with what is to be told of it: it goes out as the sprint's own effects do, after them. */
export async function announced(
  announcers: readonly Announcer[],
  before: Session | undefined,
  result: SprintResult,
): Promise<SprintResult> {
  const { session } = result;
  const effects = [...result.effects];
  for (const announcer of announcers.filter((each) => each.concerns(session))) {
    for (const { channel, event } of await announcer.announce(before, result)) {
      effects.push({ key: effectKey(session.id, session.sprint, effects.length), channel, session: session.id, event });
    }
  }
  return { ...result, effects };
}
