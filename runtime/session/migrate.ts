import { SNAPSHOT_VERSION, type Session } from "./session.js";

/** A snapshot in a layout that this version of Switchboard does not know (a newer one wrote it). */
export class UnknownSnapshotVersion extends Error {
  override readonly name = "UnknownSnapshotVersion";
}

/** Brings a snapshot that an older version wrote up to today's layout. There has been one layout so far. */
export function migrate(session: Session): Session {
  if (session.version !== SNAPSHOT_VERSION) {
    throw new UnknownSnapshotVersion(
      `Session ${String((session as Session).id)} was written in layout ${String((session as Session).version)}; this version reads ${SNAPSHOT_VERSION}.`,
    );
  }
  return session;
}
