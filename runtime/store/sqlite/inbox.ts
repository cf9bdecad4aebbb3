import type { DatabaseSync } from "node:sqlite";
import { inputId, inputSequence } from "../inputs.js";
import { INPUT_COLUMNS, readInput, type InputRow, type StoredInputRow } from "../rows/inputs.js";
import type { Accepted, StoredInput } from "../store.js";

/** An id that a sender gave to an input. */
export type SenderId = Readonly<Record<"source" | "input_id", string>>;

/** What comes before all others. */
export const FIRST_SENDER_ID: SenderId = { source: "", input_id: "" };

export class Inbox {
  readonly #sql;

  constructor(database: DatabaseSync) {
    this.#sql = {
      known: database.prepare("select sequence from remembered_inputs where source = ? and input_id = ?"),
      remember: database.prepare("insert into remembered_inputs (source, input_id, sequence, at) values (?, ?, ?, ?)"),
      add: database.prepare(
        "insert into inputs (lane, source, input_id, session, at, input) values (?, ?, ?, ?, ?, ?)",
      ),
      remove: database.prepare("delete from inputs where sequence = ?"),
      lanes: database.prepare("select lane from inputs group by lane order by min(sequence) limit ?"),
      ofLane: database.prepare(`select ${INPUT_COLUMNS} from inputs where lane = ? order by sequence limit ?`),
      note: database.prepare(
        "update inputs set attempts = attempts + 1, last_error = ?2 where sequence = ?1 returning attempts",
      ),
      reject: database.prepare(
        `insert into rejected_inputs (${INPUT_COLUMNS})
         select sequence, lane, source, input_id, session, at, attempts, ?2, input from inputs where sequence = ?1`,
      ),
      rejected: database.prepare(`select ${INPUT_COLUMNS} from rejected_inputs order by sequence desc limit ?`),
      remembered: database.prepare(
        `select source, input_id, at from remembered_inputs where (source, input_id) > (?, ?)
         order by source, input_id limit ?`,
      ),
      forget: database.prepare(
        `delete from remembered_inputs where source = ? and input_id = ?
         and not exists (select 1 from inputs where inputs.sequence = remembered_inputs.sequence)`,
      ),
      forgetRejected: database.prepare("delete from rejected_inputs where at < ?"),
      pendingCount: database.prepare("select count(*) as count from inputs"),
      rejectedCount: database.prepare("select count(*) as count from rejected_inputs"),
    };
  }

  accept(row: InputRow): Accepted {
    const { lane, source, input_id, session, at, input } = row;
    if (input_id !== null) {
      const known = this.#sql.known.get(source, input_id);
      if (known) return { id: inputId(Number(known["sequence"])), duplicate: true };
    }
    const sequence = Number(this.#sql.add.run(lane, source, input_id, session, at, input).lastInsertRowid);
    if (input_id !== null) this.#sql.remember.run(source, input_id, sequence, at);
    return { id: inputId(sequence), duplicate: false };
  }

  acknowledge(id: string): void {
    this.#sql.remove.run(inputSequence(id));
  }

  pendingLanes(limit: number): string[] {
    return this.#sql.lanes.all(limit).map((row) => String(row["lane"]));
  }

  inputs(lane: string, limit: number): StoredInput[] {
    return (this.#sql.ofLane.all(lane, limit) as unknown as StoredInputRow[]).map(readInput);
  }

  noteAttempt(id: string, error: string): number {
    return Number(this.#sql.note.get(inputSequence(id), error)?.["attempts"] ?? 0);
  }

  reject(id: string, error: string): void {
    this.#sql.reject.run(inputSequence(id), error);
    this.#sql.remove.run(inputSequence(id));
  }

  rejected(limit: number): StoredInput[] {
    return (this.#sql.rejected.all(limit) as unknown as StoredInputRow[]).map(readInput);
  }

  /** Forgets the old ones among the `limit` ids that follow `after`. Gives where to go on; undefined when there are no more. */
  forget(before: number, after: SenderId, limit: number): SenderId | undefined {
    const rows = this.#sql.remembered.all(after.source, after.input_id, limit) as unknown as (SenderId & {
      at: number;
    })[];
    for (const { source, input_id, at } of rows) if (at < before) this.#sql.forget.run(source, input_id);
    return rows.length < limit ? undefined : rows.at(-1);
  }

  forgetRejected(before: number): void {
    this.#sql.forgetRejected.run(before);
  }

  statistics(): { pendingInputs: number; rejectedInputs: number } {
    return {
      pendingInputs: Number(this.#sql.pendingCount.get()!["count"]),
      rejectedInputs: Number(this.#sql.rejectedCount.get()!["count"]),
    };
  }
}
