/** The store cannot do this now; nothing has happened, and the operation may be tried again. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Somebody else changed the session or contact since it was read; read again and run the sprint again. */
export class RevisionConflict extends Error {
  override readonly name = "RevisionConflict";
  constructor(what: "session" | "contact", id: string, revision: number) {
    super(`The ${what} ${id} has changed since revision ${revision} was read.`);
  }
}

/** The store cannot be opened with these settings; the message says why, and what to do about it. */
export class StoreCannotOpen extends Error {
  override readonly name = "StoreCannotOpen";
}
