import type { StoreNews } from "../store.js";
import { statement, type Statement } from "./statement.js";

/** The server takes payloads of less than 8,000 bytes. */
const MAX_BYTES = 7500;

/** Is told what other processes did. */
export type Listener = (news: StoreNews) => void;

/** What goes from process to process by NOTIFY, on the channel that is named as the schema. */
interface Told {
  readonly from: number;
  /** The one process that it is for; absent: all others. */
  readonly to?: number;
  readonly news: StoreNews;
}

/** Tells other processes on the same store what they can't know, and listens to them. */
export class News {
  #listener: Listener | undefined;

  constructor(
    private readonly schema: string,
    private readonly process: number,
  ) {}

  follow(listener: Listener): void {
    this.#listener = listener;
  }

  /** The statement that tells others, once its transaction has committed. */
  telling(news: StoreNews, to?: number): Statement {
    const told: Told = { from: this.process, ...(to !== undefined && { to }), news };
    const text = JSON.stringify(told);
    const fits = Buffer.byteLength(text) <= MAX_BYTES;
    const payload = fits ? text : JSON.stringify({ ...told, news: { about: "anything" } } satisfies Told);
    return statement("select pg_notify($1, $2)", this.schema, payload);
  }

  /** Another process has told something. */
  hear(payload: string | undefined): void {
    const { from, to, news } = JSON.parse(payload ?? "{}") as Partial<Told>;
    if (news && from !== this.process && (to === undefined || to === this.process)) this.tell(news);
  }

  /** This process has found something out by itself. */
  tell(news: StoreNews): void {
    this.#listener?.(news);
  }
}
