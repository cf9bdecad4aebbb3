import type { TObject } from "typebox";
import { agentSettings, conferenceSettings, queueSettings } from "../call/centre/settings.js";
import { ASSET_KEYS } from "../contacts/asset-documents.js";
import {
  ClassifierSchema,
  CountrySchema,
  FieldSchema,
  GlobalSchema,
  GroupSchema,
  LabelSchema,
  ResthookSchema,
  TemplateSchema,
  TicketerSchema,
  UserSchema,
} from "../contacts/asset-types.js";
import type { AssetName } from "../fields.js";

/** A kind of thing that flows refer to, and that has a config node in the editor beside its place in a document. */
export interface AssetDefinition {
  readonly name: AssetName;
  /** One sentence for the head of the help. */
  readonly summary: string;
  /** The document whose list of them it belongs to: GoFlow's assets, or the call centre of the settings. */
  readonly document: "assets" | "callCentre";
  readonly list: string;
  /** The property that identifies one. */
  readonly key: string;
  /** What a document, and so the config node, says of one. */
  readonly schema: TObject;
  /** There is only one: of several config nodes the first counts, and those of documents do not count beside it. */
  readonly isSingle?: true;
}

function contactAsset(
  name: AssetName,
  list: keyof typeof ASSET_KEYS,
  schema: TObject,
  summary: string,
): AssetDefinition {
  return { name, summary, document: "assets", list, key: ASSET_KEYS[list], schema };
}

function callAsset(name: AssetName, list: string, schema: TObject, summary: string): AssetDefinition {
  return { name, summary, document: "callCentre", list, key: "id", schema };
}

/** The places of a country are one tree, so they go as a whole. */
const locations: AssetDefinition = {
  name: "location",
  summary:
    "A country and its places, which fields of the kinds state, district and ward, and the tests for places, look in.",
  document: "assets",
  list: "locations",
  key: "name",
  schema: CountrySchema,
  isSingle: true,
};

/** Channels are adapters' (`adapters/index.ts`). No step refers to topics and opt-ins, which stay in documents. */
export const assetDefinitions: readonly AssetDefinition[] = [
  contactAsset("field", "fields", FieldSchema, "What is known of each contact."),
  contactAsset("group", "groups", GroupSchema, "Contacts who belong together."),
  contactAsset("label", "labels", LabelSchema, "What messages of contacts are sorted by."),
  contactAsset("global", "globals", GlobalSchema, "A value that all flows share."),
  contactAsset("template", "templates", TemplateSchema, "A message that a provider has approved, in its languages."),
  contactAsset("resthook", "resthooks", ResthookSchema, "Programs that are told when a flow calls it."),
  contactAsset(
    "classifier",
    "classifiers",
    ClassifierSchema,
    "Finds out what texts mean; the settings name its service.",
  ),
  contactAsset("ticketer", "ticketers", TicketerSchema, "Takes tickets; the settings name its service."),
  locations,
  contactAsset("user", "users", UserSchema, "Somebody of the team, whom tickets and triggers name."),
  callAsset("agent", "agents", agentSettings, "Somebody who takes calls."),
  callAsset("queue", "queues", queueSettings, "Where callers wait for an agent."),
  callAsset("conference", "conferences", conferenceSettings, "Where callers meet."),
];

/** Type of the config node. */
export function assetNodeType({ name }: Pick<AssetDefinition, "name">): string {
  return `switchboard-${name}`;
}
