import {
  isObject,
  LISTENER,
  parseOrdered,
  readMetaflows,
  stringifyOrdered,
  type OrderedObject,
} from "../../formats/metaflows/index.js";
import type { Clock } from "../../clock.js";
import type { Ids } from "../../ids.js";
import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";
import type { Store } from "../../store/store.js";

/** Definitions of this kind are metaflows of an account, a user or a device. */
export const SCOPE_KIND = "metaflow-scope";

/** More accounts are not looked at when it is asked who was there first. */
const MAX_LISTED = 10_000;

/** So long it is believed that nobody has metaflows, for another process may store some; every key of every call asks. */
const BELIEVED_MS = 1000;

/** Whose metaflows: an account's, or those of one of its users or devices. */
export interface Scope {
  readonly account: string;
  readonly of?: { readonly type: "users" | "devices"; readonly id: string };
}

export interface ScopedDocument {
  /** Counts the changes of this scope's document. */
  readonly version: number;
  /** Parsed when it is called: most of the time the version tells enough. */
  document(): OrderedObject;
}

/** The metaflows of accounts, users and devices, kept in the store as versions of definitions. */
export class ScopedDocuments {
  #first: { readonly account: string | undefined; readonly until: number } | undefined;

  constructor(
    private readonly store: Store,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async get(scope: Scope): Promise<ScopedDocument | undefined> {
    const stored = await this.store.definition(idOf(scope));
    return stored && { version: stored.version, document: () => parse(stored.document) };
  }

  /** Replaces what there is; calls in progress have it from their next collection on. Gives the version. */
  put(scope: Scope, document: OrderedObject, at: number): Promise<number> {
    const id = idOf(scope);
    this.#first = undefined;
    return this.store.addDefinition({
      id,
      kind: SCOPE_KIND,
      owner: scope.account,
      name: id,
      at,
      // A JSON object would lose the order of patterns.
      document: { text: stringifyOrdered(document) },
      program: this.#program(id, document) as unknown as JsonObject,
    });
  }

  /** False: there was nothing. */
  remove(scope: Scope): Promise<boolean> {
    this.#first = undefined;
    return this.store.deleteDefinition(idOf(scope));
  }

  /** Another process may have stored some, or removed them. */
  forget(): void {
    this.#first = undefined;
  }

  /** The account that has had metaflows for longest. */
  async firstAccount(): Promise<string | undefined> {
    const now = this.clock.now();
    if (this.#first !== undefined && now < this.#first.until) return this.#first.account;
    const all = await this.store.definitions({ kind: SCOPE_KIND, limit: MAX_LISTED, offset: 0 });
    const account = all.at(-1)?.owner;
    this.#first = { account, until: account === undefined ? now + BELIEVED_MS : Infinity };
    return account;
  }

  /** As every definition has one; nothing starts it. */
  #program(id: string, document: OrderedObject): Program {
    const read = readMetaflows(document, { ids: this.ids, unknown: "drop" });
    if ("program" in read) return { ...read.program, id, name: id };
    const listener = { ...LISTENER, options: {}, exits: {} };
    return { id, name: id, type: "any", start: [LISTENER.id], nodes: { [LISTENER.id]: listener } };
  }
}

function idOf({ account, of }: Scope): string {
  const parts = [account, ...(of ? [of.type, of.id] : [])].map(encodeURIComponent);
  return `metaflows:${parts.join("/")}`;
}

function parse({ text }: JsonObject): OrderedObject {
  const document = parseOrdered(String(text));
  return isObject(document) ? document : new Map();
}
