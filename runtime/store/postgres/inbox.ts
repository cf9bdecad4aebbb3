import { inputId, inputSequence } from "../inputs.js";
import { INPUT_COLUMNS, readInput, type InputRow, type StoredInputRow } from "../rows/inputs.js";
import type { Accepted, StoredInput } from "../store.js";
import { send, type Connection, type Database } from "./database.js";
import { lookup, type Lookup } from "./lookups.js";
import { columns, prepared, shortKey, statement, type Statement } from "./statement.js";

/** Inputs of a lane that are read with those of other lanes; who asks for more asks alone. */
const READ_TOGETHER = 16;

const ACCEPT = prepared(
  "accept",
  `with asked as materialized (
     select nextval(pg_get_serial_sequence('inputs', 'sequence')) as sequence, n.*
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
       with ordinality as n (lane, source, input_id, session, at, input, remembered, place)
   ), fresh as (
     insert into remembered_inputs (source, input_id, sequence, at)
     select source, remembered, sequence, at from asked where remembered is not null order by place
     on conflict do nothing returning sequence
   ), added as (
     insert into inputs (sequence, lane, source, input_id, session, at, input)
     select sequence, lane, source, input_id, session, at, input from asked
     where remembered is null or sequence in (select sequence from fresh)
     returning sequence
   )
   select asked.sequence, added.sequence is null as duplicate from asked left join added using (sequence) order by place`,
);
const KNOWN = prepared(
  "known_inputs",
  `select sequence from unnest($1::text[], $2::text[]) with ordinality as n (source, input_id, place)
   left join remembered_inputs using (source, input_id) order by place`,
);
const ACKNOWLEDGE = prepared("acknowledge", "delete from inputs where sequence = any($1::bigint[])");
const OF_LANES = prepared(
  "inputs_of_lanes",
  `select found.* from unnest($1::text[]) as asked (lane) cross join lateral
     (select ${INPUT_COLUMNS} from inputs where inputs.lane = asked.lane order by sequence limit ${READ_TOGETHER}) as found`,
);

/** Accepts inputs in their order. Those with an id that is known come back as duplicates. */
export function acceptInputs(rows: readonly InputRow[]): Statement {
  const remembered = rows.map(({ input_id }) => (input_id === null ? null : shortKey(input_id)));
  return ACCEPT(...columns(rows, "lane", "source", "input_id", "session", "at", "input"), remembered);
}

/** Takes inputs out of the inbox; ids of such as are not there mean nothing. */
export function acknowledgeInputs(ids: readonly string[]): Statement {
  return ACKNOWLEDGE(ids.map(inputSequence));
}

/** Accepts a group of inputs; gives what each of them is told. */
export async function acceptGroup(connection: Connection, rows: readonly InputRow[]): Promise<Accepted[]> {
  const [accepted = []] = await send(connection, [acceptInputs(rows)]);
  const repeated = rows.filter((_, index) => accepted[index]!["duplicate"]);
  const known = repeated.length > 0 ? await knownSequences(connection, repeated) : [];
  return accepted.map(({ sequence, duplicate }) => ({
    id: inputId(Number(duplicate ? known.shift() : sequence)),
    duplicate: Boolean(duplicate),
  }));
}

async function knownSequences(connection: Connection, rows: readonly InputRow[]): Promise<number[]> {
  const ids = rows.map(({ input_id }) => shortKey(input_id!));
  const [known = []] = await send(connection, [KNOWN(...columns(rows, "source"), ids)]);
  return known.map(({ sequence }) => Number(sequence));
}

/** Inputs that are pending, and those that were rejected. */
export class Inbox {
  readonly #ofLane: Lookup;

  constructor(private readonly database: Database) {
    this.#ofLane = lookup(database, OF_LANES, "lane");
  }

  async pendingLanes(limit: number): Promise<string[]> {
    const rows = await this.database.query(
      statement("select lane from inputs group by lane order by min(sequence) limit $1", limit),
    );
    return rows.map(({ lane }) => String(lane));
  }

  async inputs(lane: string, limit: number): Promise<StoredInput[]> {
    const text = `select ${INPUT_COLUMNS} from inputs where lane = $1 order by sequence limit $2`;
    const rows =
      limit > READ_TOGETHER ? await this.database.query(statement(text, lane, limit)) : await this.#ofLane(lane);
    return (rows as unknown as readonly StoredInputRow[]).slice(0, limit).map(readInput);
  }

  async noteAttempt(id: string, error: string): Promise<number> {
    const sequence = inputSequence(id);
    if (Number.isNaN(sequence)) return 0;
    const text = "update inputs set attempts = attempts + 1, last_error = $2 where sequence = $1 returning attempts";
    return Number((await this.database.first(statement(text, sequence, error)))?.["attempts"] ?? 0);
  }

  async reject(id: string, error: string): Promise<void> {
    if (Number.isNaN(inputSequence(id))) return;
    await this.database.query(
      statement(
        `with gone as (delete from inputs where sequence = $1 returning ${INPUT_COLUMNS})
         insert into rejected_inputs (${INPUT_COLUMNS})
         select sequence, lane, source, input_id, session, at, attempts, $2, input from gone`,
        inputSequence(id),
        error,
      ),
    );
  }

  async rejected(limit: number): Promise<StoredInput[]> {
    const rows = await this.database.query(
      statement(`select ${INPUT_COLUMNS} from rejected_inputs order by sequence desc limit $1`, limit),
    );
    return (rows as unknown as StoredInputRow[]).map(readInput);
  }
}
