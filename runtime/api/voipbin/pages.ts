import type { Request } from "express";
import type { JsonObject } from "../../json.js";
import { queryText } from "../body.js";
import { invalid } from "./errors.js";
import { readTime, timeText } from "./times.js";

/** The default, and the maximum, of `page_size` (voipbin-flow.md section 9). */
const PAGE_SIZE = 100;

/** Something of a list, newest first. */
export interface Listed<Item> {
  readonly id: string;
  /** When it was made, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly item: Item;
}

/** Gives so many of a list from an offset on; of those made after `startedTo` it may leave out any. */
export type Source<Item> = (query: {
  startedTo?: number;
  limit: number;
  offset: number;
}) => Promise<readonly Listed<Item>[]>;

/**
 * One page of a list, newest first: `{result, next_page_token}`. The token is the time of the page's last item, and the next page
 * has what is older; where the item that follows has the same time, the token names the last one too, so that none is missed.
 */
export async function page<Item>(
  request: Request,
  source: Source<Item>,
  view: (item: Item) => Promise<JsonObject> | JsonObject,
  isShown: (item: Item) => boolean = () => true,
): Promise<JsonObject> {
  const [shown, next] = await read(source, isShown, tokenOf(request), pageSize(request));
  const result: JsonObject[] = [];
  for (const { item } of shown) result.push(await view(item));
  const end = shown.at(-1);
  return { result, next_page_token: end === undefined ? "" : tokenAfter(end, next) };
}

interface Token {
  readonly at: number;
  readonly id?: string;
}

/** The items of a page, and the one that follows. */
async function read<Item>(
  source: Source<Item>,
  isShown: (item: Item) => boolean,
  token: Token | undefined,
  size: number,
): Promise<[Listed<Item>[], Listed<Item> | undefined]> {
  const found: Listed<Item>[] = [];
  const isOlder = olderThan(token);
  const limit = PAGE_SIZE + 1;
  for (let offset = 0; ; offset += limit) {
    const some = await source({ ...(token && { startedTo: token.at }), limit, offset });
    for (const each of some) {
      if (!isOlder(each) || !isShown(each.item)) continue;
      if (found.length === size) return [found, each];
      found.push(each);
    }
    if (some.length < limit) return [found, undefined];
  }
}

/** Tells, of one item after the other, whether it comes after the one that the token names. */
function olderThan(token: Token | undefined): (item: Listed<unknown>) => boolean {
  let seen = false;
  return ({ id, at }) => {
    if (!token || at < token.at) return true;
    if (at > token.at || token.id === undefined) return false;
    if (seen) return true;
    seen = id === token.id;
    return false;
  };
}

function pageSize(request: Request): number {
  const size = Number(queryText(request, "page_size") ?? PAGE_SIZE);
  return Number.isInteger(size) && size > 0 && size <= PAGE_SIZE ? size : PAGE_SIZE;
}

function tokenOf(request: Request): Token | undefined {
  const text = queryText(request, "page_token");
  if (text === undefined) return undefined;
  const [time = "", id] = text.split(",", 2);
  const at = readTime(time);
  if (at === undefined)
    throw invalid("INVALID_PAGE_TOKEN", `'page_token' is '${text}'; it must be one that a list gave.`);
  return { at, ...(id !== undefined && { id }) };
}

function tokenAfter(last: Listed<unknown>, next: Listed<unknown> | undefined): string {
  return next?.at === last.at ? `${timeText(last.at)},${last.id}` : timeText(last.at);
}
