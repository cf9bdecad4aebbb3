import type { JsonObject } from "../../json.js";
import type { Commit, StoredContact } from "../store.js";

/** A contact as it is bound to statements. */
export interface ContactRow {
  readonly id: string;
  /** The revision it was read at. */
  readonly revision: number;
  readonly urns: readonly string[];
  /** The document as JSON. */
  readonly document: string;
}

/** A contact as it is written. */
export function contactRow({ id, revision, urns, document }: NonNullable<Commit["contact"]>): ContactRow {
  return { id, revision, urns: [...urns], document: JSON.stringify(document) };
}

/** And as it is read. */
export function readContact(row: Readonly<Record<string, unknown>> | undefined): StoredContact | undefined {
  if (!row) return undefined;
  const document = JSON.parse(String(row["document"])) as JsonObject;
  return { id: String(row["id"]), revision: Number(row["revision"]), document };
}
