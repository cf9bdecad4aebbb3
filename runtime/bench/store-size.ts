import { statSync } from "node:fs";
import pg from "pg";
import { readAddress } from "../store/postgres/address.js";

const SQLITE = "sqlite:";

/** Bytes that a store takes on the disk: a file with its write-ahead log, or tables with their indexes; 0 for one in memory. */
export async function storeSize(store: string): Promise<number> {
  if (store.startsWith(SQLITE)) return fileSize(store.slice(SQLITE.length));
  return store === "memory" ? 0 : schemaSize(store);
}

function fileSize(file: string): number {
  const sizes = [file, `${file}-wal`].map((name) => statSync(name, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function schemaSize(store: string): Promise<number> {
  const { url, schema } = readAddress(store);
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ bytes: string | null }>(
    "select sum(pg_total_relation_size(oid)) as bytes from pg_class where relkind = 'r' and relnamespace = $1::regnamespace",
    [schema],
  );
  await client.end();
  return Number(rows[0]?.bytes ?? 0);
}
