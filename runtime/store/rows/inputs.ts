import type { Input } from "../../session/input.js";
import { inputId } from "../inputs.js";
import type { NewInput, StoredInput } from "../store.js";

/** A NewInput as it is bound to statements. */
export interface InputRow {
  readonly lane: string;
  readonly source: string;
  readonly input_id: string | null;
  readonly session: string | null;
  readonly at: number;
  /** The Input as JSON. */
  readonly input: string;
}

/** An input as it is read: with its place in the inbox and what became of it so far. */
export type StoredInputRow = InputRow & {
  readonly sequence: number;
  readonly attempts: number;
  readonly last_error: string | null;
};

/** The columns of a StoredInputRow. */
export const INPUT_COLUMNS = "sequence, lane, source, input_id, session, at, attempts, last_error, input";

/** An input as it is written. */
export function inputRow({ lane, source, inputId: id, session, at, input }: NewInput): InputRow {
  return { lane, source, input_id: id ?? null, session: session ?? null, at, input: JSON.stringify(input) };
}

/** And as it is read. */
export function readInput(row: StoredInputRow): StoredInput {
  return {
    id: inputId(row.sequence),
    source: row.source,
    ...(row.input_id !== null && { inputId: row.input_id }),
    lane: row.lane,
    ...(row.session !== null && { session: row.session }),
    at: row.at,
    attempts: row.attempts,
    ...(row.last_error !== null && { lastError: row.last_error }),
    input: JSON.parse(row.input) as Input,
  };
}
