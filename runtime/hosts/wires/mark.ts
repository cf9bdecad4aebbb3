/** What a message carries of its session, at `msg.session`: small and plain, so that any node can clone or store it. */
export interface Mark {
  readonly id: string;
  readonly run: string;
  readonly token: string;
}

/** A message as nodes see it. */
export type Message = Record<string, unknown>;

/** The mark of a message; undefined where it has none, or something else stands at `msg.session`. */
export function markOf(message: object): Mark | undefined {
  const { session } = message as { session?: unknown };
  if (typeof session !== "object" || session === null) return undefined;
  const { id, run, token } = session as Partial<Record<keyof Mark, unknown>>;
  return typeof id === "string" && typeof run === "string" && typeof token === "string"
    ? (session as unknown as Mark)
    : undefined;
}

/** Gives a message a mark of its own: another message may share the object that it had. */
export function stamp(message: object, mark: Mark): void {
  (message as Message)["session"] = { id: mark.id, run: mark.run, token: mark.token };
}

/** A copy of the message without its mark. */
export function unmarked(message: object): Message {
  const copy: Message = { ...message };
  delete copy["session"];
  return copy;
}
