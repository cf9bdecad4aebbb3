import type { Effect, RecordedEvent } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Commit, NewInput, SessionCommit, Store } from "../../../runtime/store/store.js";

/** What the stores under test take for the present, in milliseconds since 1970 UTC. */
export const NOW = Date.UTC(2026, 0, 15, 12);

export const testClock = { now: () => NOW };

/** Opens a new, empty store. */
export type Open = () => Promise<Store>;

export function aSession(id: string, fields: Partial<Session> = {}): Session {
  return {
    version: 2,
    id,
    status: "waiting",
    lane: `lane of ${id}`,
    flow: { id: "flow" },
    type: "messaging",
    startedAt: NOW,
    sprint: 1,
    steps: 1,
    runs: [],
    trigger: { type: "manual", at: NOW },
    variables: {},
    data: {},
    ...fields,
  };
}

/** The part of a commit for a new session; its status is that of the session. */
export function aSessionCommit(session: Session, fields: Partial<SessionCommit> = {}): SessionCommit {
  const { status } = session;
  return { session, revision: 0, status, events: [], effects: [], timers: [], waits: [], resting: [], ...fields };
}

/** A commit of one session, new unless `fields` gives a revision. */
export function aCommit(session: Session, fields: Partial<SessionCommit> = {}): Commit {
  return { sessions: [aSessionCommit(session, fields)] };
}

export function aMessage(text: string): NewInput["input"] {
  return { type: "message", message: { uuid: `uuid of ${text}`, text } };
}

export function anInput(lane: string, text: string, fields: Partial<NewInput> = {}): NewInput {
  return { source: "channel", lane, at: NOW, input: aMessage(text), ...fields };
}

export function anEvent(text: string): RecordedEvent {
  return { event: { type: "msg_created", text }, at: NOW, scope: "both", run: "run", node: "node" };
}

export function anEffect(key: string, session: string): Effect {
  return { key, session, channel: "channel", event: { type: "msg_created", text: key } };
}

export function keysOf(effects: readonly Effect[]): string[] {
  return effects.map((effect) => effect.key);
}

/** The texts of the messages that a lane holds. */
export async function textsOf(store: Store, lane: string): Promise<string[]> {
  const inputs = await store.inputs(lane, 100);
  return inputs.map(({ input }) => (input.type === "message" ? input.message.text : input.type));
}
