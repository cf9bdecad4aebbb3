import { Type, type Static } from "typebox";
import type { Environment, LocationLookup } from "../expressions/excellent/index.js";
import type { JsonObject } from "../json.js";
import { AssetIndex } from "./asset-index.js";
import {
  ChannelSchema,
  ClassifierSchema,
  FieldSchema,
  FlowSchema,
  GlobalSchema,
  GroupSchema,
  LabelSchema,
  LocationSchema,
  ResthookSchema,
  TemplateSchema,
  TicketerSchema,
  UserSchema,
  type Channel,
  type Classifier,
  type Field,
  type Global,
  type GroupDocument,
  type Label,
  type Resthook,
  type Template,
  type Ticketer,
  type User,
} from "./asset-types.js";
import { checkDocument } from "./invalid-document.js";
import { LocationHierarchy } from "./locations.js";
import type { QueryError } from "./query/errors.js";
import { parseQuery, type Query } from "./query/query.js";

const AssetsSchema = Type.Partial(
  Type.Object({
    channels: Type.Array(ChannelSchema),
    classifiers: Type.Array(ClassifierSchema),
    fields: Type.Array(FieldSchema),
    flows: Type.Array(FlowSchema),
    globals: Type.Array(GlobalSchema),
    groups: Type.Array(GroupSchema),
    labels: Type.Array(LabelSchema),
    locations: Type.Array(LocationSchema),
    resthooks: Type.Array(ResthookSchema),
    templates: Type.Array(TemplateSchema),
    ticketers: Type.Array(TicketerSchema),
    users: Type.Array(UserSchema),
  }),
);

/** A group; with a query its members are whoever it selects. */
export interface Group {
  readonly uuid: string;
  readonly name: string;
  readonly query?: Query;
}

/** A group that does not exist for contacts, because its query cannot be read. */
export interface BrokenGroup {
  readonly group: GroupDocument;
  readonly error: QueryError;
}

/** Everything that flows refer to, read-only. Each kind is in the order of its document. */
export class Assets {
  readonly channels: AssetIndex<Channel>;
  readonly classifiers: AssetIndex<Classifier>;
  /** By key. */
  readonly fields: AssetIndex<Field>;
  /** Definitions as they were given, by UUID. */
  readonly flows: AssetIndex<JsonObject & { uuid: string }>;
  /** By key. */
  readonly globals: AssetIndex<Global>;
  readonly groups: AssetIndex<Group>;
  readonly brokenGroups: readonly BrokenGroup[];
  readonly labels: AssetIndex<Label>;
  /** By slug. */
  readonly resthooks: AssetIndex<Resthook>;
  readonly templates: AssetIndex<Template>;
  readonly ticketers: AssetIndex<Ticketer>;
  /** By e-mail address. */
  readonly users: AssetIndex<User>;
  readonly #locations: Static<typeof AssetsSchema>["locations"];
  #hierarchy: LocationHierarchy | undefined;

  /**
   * @param document a GoFlow asset document; kinds that it lacks are empty.
   * @param environment what the queries of groups are read by, once and for all sessions.
   * @throws InvalidDocumentError
   */
  constructor(document: unknown, environment: Environment) {
    const lists = checkDocument(AssetsSchema, document, "the asset document");
    this.channels = byUuid(lists.channels);
    this.classifiers = byUuid(lists.classifiers);
    this.fields = new AssetIndex(lists.fields ?? [], ({ key }) => key);
    // Checked above to be an array of objects with a UUID; a document is JSON.
    this.flows = byUuid(lists.flows as (JsonObject & { uuid: string })[] | undefined);
    this.globals = new AssetIndex(lists.globals ?? [], ({ key }) => key);
    this.labels = byUuid(lists.labels);
    this.resthooks = new AssetIndex(lists.resthooks ?? [], ({ slug }) => slug);
    this.templates = byUuid(lists.templates);
    this.ticketers = byUuid(lists.ticketers);
    this.users = new AssetIndex(lists.users ?? [], ({ email }) => email);
    this.#locations = lists.locations;
    const { groups, broken } = readGroups(lists.groups ?? [], this.fields, environment);
    this.groups = byUuid(groups);
    this.brokenGroups = broken;
  }

  /** The first tree of places; undefined where the assets have none. */
  get locations(): LocationLookup | undefined {
    const [country] = this.#locations ?? [];
    return (this.#hierarchy ??= country && new LocationHierarchy(country));
  }
}

function byUuid<Asset extends { uuid: string }>(assets: readonly Asset[] = []): AssetIndex<Asset> {
  return new AssetIndex(assets, ({ uuid }) => uuid);
}

function readGroups(
  documents: readonly GroupDocument[],
  fields: AssetIndex<Field>,
  environment: Environment,
): { groups: Group[]; broken: BrokenGroup[] } {
  // A group's query cannot refer to groups: their members would depend on the order of evaluation.
  const resolver = { field: (key: string) => fields.get(key), group: () => undefined };
  const groups: Group[] = [];
  const broken: BrokenGroup[] = [];
  for (const group of documents) {
    const { uuid, name, query } = group;
    const parsed = query ? parseQuery(query, environment, resolver) : undefined;
    if (parsed?.ok === false) broken.push({ group, error: parsed.error });
    else groups.push(parsed ? { uuid, name, query: parsed.query } : { uuid, name });
  }
  return { groups, broken };
}
