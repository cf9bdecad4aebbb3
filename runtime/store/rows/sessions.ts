import { hasEnded } from "../../session/lifecycle.js";
import type { Session } from "../../session/session.js";
import { holdsDetached, placesOf, type Places } from "../places.js";
import type { SessionCommit, StoredSession } from "../store.js";

/** A session as it is bound to statements, with its documents as JSON. */
export interface SessionRow {
  readonly id: string;
  /** The revision it was read at. */
  readonly revision: number;
  readonly lane: string;
  readonly contact: string | null;
  readonly status: string;
  readonly isOpen: 0 | 1;
  readonly endedAt: number | null;
  readonly hasDetached: 0 | 1;
  readonly places: Places;
  readonly document: string;
  readonly startedAt: number;
  readonly call: string | null;
  /** The flow that it was started with. */
  readonly flow: string;
  readonly flowVersion: number | null;
}

/** A session as it is written. */
export function sessionRow(commit: SessionCommit): SessionRow {
  const { session, revision, status } = commit;
  const places = placesOf(commit);
  return {
    id: session.id,
    revision,
    lane: session.lane,
    contact: session.contact ?? null,
    status,
    isOpen: hasEnded(status) ? 0 : 1,
    endedAt: session.endedAt ?? null,
    hasDetached: holdsDetached(places) ? 1 : 0,
    places,
    document: JSON.stringify(session),
    startedAt: session.startedAt,
    call: session.call?.id ?? null,
    flow: session.flow.id,
    flowVersion: session.flow.version ?? null,
  };
}

/** And as it is read, of which the document and the revision are needed. */
export function readSession(row: Readonly<Record<string, unknown>>): StoredSession {
  return { revision: Number(row["revision"]), session: JSON.parse(String(row["document"])) as Session };
}

/** A session's id and lane, where no more of it is asked for. */
export function readSessionLane(row: Readonly<Record<string, unknown>>): { session: string; lane: string } {
  return { session: String(row["session"]), lane: String(row["lane"]) };
}
