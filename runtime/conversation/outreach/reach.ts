import type { Assets } from "../../contacts/assets.js";
import { readContact, type Contact } from "../../contacts/contact.js";
import { contactQueryValues } from "../../contacts/query/contact-values.js";
import { evaluateQuery } from "../../contacts/query/evaluate.js";
import { parseQuery, type Query } from "../../contacts/query/query.js";
import { DeliveryRefused } from "../../channels/channel.js";
import type { Environment } from "../../expressions/excellent/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Event } from "../../session/event.js";
import type { Store, StoredContact } from "../../store/store.js";

/** Contacts that are read at a time. */
const PAGE = 500;

/** What it takes to find the recipients of an event. */
export interface Reach {
  readonly store: Store;
  readonly assets: Assets;
  /** What queries are read by. */
  readonly environment: Environment;
  /** The contact with a URN, made where there is none. */
  readonly contactWith: (urn: string) => Promise<StoredContact>;
}

/**
 * Whom `broadcast_created` and `session_triggered` are for: contacts by id, by URN, by group and by query, each once. Those who
 * are not there any more are passed over.
 */
export async function* recipientsOf(event: Event, reach: Reach): AsyncGenerator<StoredContact> {
  const reached = new Set<string>();
  const isNew = ({ id }: StoredContact): boolean => !reached.has(id) && reached.add(id) !== undefined;
  for (const { uuid } of objects(event["contacts"])) {
    const contact = await reach.store.contact(String(uuid));
    if (contact && isNew(contact)) yield contact;
  }
  for (const urn of texts(event["urns"])) {
    const contact = await reach.contactWith(urn);
    if (isNew(contact)) yield contact;
  }
  const groups = new Set(objects(event["groups"]).map(({ uuid }) => String(uuid)));
  const query = queryOf(event, reach);
  if (groups.size === 0 && !query) return;
  for await (const stored of allContacts(reach.store)) {
    const { contact } = readContact(stored.document, reach.assets);
    const isMeant = contact.groups.some(({ uuid }) => groups.has(uuid)) || (query && selects(query, contact, reach));
    if (isMeant && contact.status === "active" && isNew(stored)) yield stored;
  }
}

/** Whether an event may be for more than one contact. */
export function isForMany(event: Event): boolean {
  const named = objects(event["contacts"]).length + texts(event["urns"]).length;
  return named > 1 || objects(event["groups"]).length > 0 || typeof event["contact_query"] === "string";
}

function queryOf(event: Event, { environment, assets }: Reach): Query | undefined {
  const text = event["contact_query"];
  if (typeof text !== "string" || text === "") return undefined;
  const resolver = {
    field: (key: string) => assets.fields.get(key),
    group: (name: string) => assets.groups.findByName(name),
  };
  const parsed = parseQuery(text, environment, resolver);
  if (parsed.ok) return parsed.query;
  throw new DeliveryRefused(`The query '${text}' selects nobody: ${parsed.error.message}`);
}

function selects(query: Query, contact: Contact, { assets, environment }: Reach): boolean {
  return evaluateQuery(query, contactQueryValues(contact, assets.fields), environment);
}

async function* allContacts(store: Store): AsyncGenerator<StoredContact> {
  let page: StoredContact[];
  let after = "";
  do {
    page = await store.contacts({ after, limit: PAGE });
    yield* page;
    after = page.at(-1)?.id ?? after;
  } while (page.length === PAGE);
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function texts(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === "string") : [];
}
